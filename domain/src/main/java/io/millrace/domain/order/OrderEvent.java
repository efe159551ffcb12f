package io.millrace.domain.order;

/** What can happen to an order. */
public enum OrderEvent {
    SUBMIT,
    NO_ANSWER,
    BROKER_ACCEPTED,
    BROKER_HELD,
    BROKER_REJECTED,
    BROKER_CANCELED,
    BROKER_EXPIRED,
    BROKER_REPLACED,
    BROKER_NEVER_SAW_IT,
    PARTIAL_FILL,
    FINAL_FILL
}
