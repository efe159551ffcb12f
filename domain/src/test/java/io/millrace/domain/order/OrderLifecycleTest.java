package io.millrace.domain.order;

import static io.millrace.domain.order.OrderEvent.*;
import static io.millrace.domain.order.OrderStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.order.OrderLifecycle.Move;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderLifecycleTest {

    /**
     * The whole of the table as a grid, written from Alpaca's description of an order's life and
     * not from the program: a dot is a move that is refused.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // status, SUBMIT, NO_ANSWER, ACCEPTED, HELD, REJECTED, CANCELED, EXPIRED, REPLACED, NEVER,
        // PARTIAL, FINAL
        "APPROVED, SUBMITTED, ., ., ., ., CANCELED, ., ., ., ., .",
        "SUBMITTED, ., UNKNOWN, ACCEPTED, HELD, REJECTED, CANCELED, EXPIRED, ., ., "
                + "PARTIALLY_FILLED, FILLED",
        "UNKNOWN, ., UNKNOWN, ACCEPTED, HELD, REJECTED, CANCELED, EXPIRED, ., APPROVED, "
                + "PARTIALLY_FILLED, FILLED",
        "ACCEPTED, ., ., ACCEPTED, ACCEPTED, REJECTED, CANCELED, EXPIRED, ACCEPTED, ., "
                + "PARTIALLY_FILLED, FILLED",
        "HELD, ., ., ACCEPTED, HELD, REJECTED, CANCELED, EXPIRED, HELD, ., "
                + "PARTIALLY_FILLED, FILLED",
        "PARTIALLY_FILLED, ., ., PARTIALLY_FILLED, PARTIALLY_FILLED, ., CANCELED, EXPIRED, PARTIALLY_FILLED, ., "
                + "PARTIALLY_FILLED, FILLED",
        "FILLED, ., ., ., ., ., ., ., ., ., ., .",
        "CANCELED, ., ., ., ., ., ., ., ., ., CANCELED, FILLED",
        "EXPIRED, ., ., ., ., ., ., ., ., ., EXPIRED, FILLED",
        "REJECTED, ., ., ., ., ., ., ., ., ., ., .",
    })
    void answersEveryQuestion(@AggregateWith(Row.class) List<String> row) {
        OrderStatus from = OrderStatus.valueOf(row.get(0));

        Iterator<String> expected = row.listIterator(1);
        for (OrderEvent event : OrderEvent.values()) {
            assertThat(OrderLifecycle.after(from, event).map(OrderStatus::name).orElse("."))
                    .as("%s + %s", from, event)
                    .isEqualTo(expected.next());
        }
        assertThat(expected).isExhausted();
    }

    @Test
    void noTwoRowsAnswerTheSameQuestion() {
        assertThat(repeatedQuestions(OrderLifecycle.moves())).isEmpty();
    }

    @Test
    void aRepeatedQuestionWouldBeFound() {
        Move first = new Move(ACCEPTED, FINAL_FILL, FILLED, "");

        assertThat(repeatedQuestions(List.of(first, new Move(ACCEPTED, FINAL_FILL, CANCELED, ""))))
                .hasSize(1);
    }

    @Test
    void everyRowIsTheAnswerToItsQuestion() {
        assertThat(OrderLifecycle.moves())
                .hasSize(46)
                .allSatisfy(
                        move ->
                                assertThat(OrderLifecycle.after(move.from(), move.event()))
                                        .contains(move.to()));
    }

    @Test
    void everyStatusIsReached() {
        Set<OrderStatus> reached = EnumSet.of(APPROVED);
        int before;
        do {
            before = reached.size();
            reached.addAll(
                    OrderLifecycle.moves().stream()
                            .filter(move -> reached.contains(move.from()))
                            .map(Move::to)
                            .collect(Collectors.toSet()));
        } while (reached.size() > before);

        assertThat(reached).containsExactlyInAnyOrder(OrderStatus.values());
    }

    @Test
    void everyEventMovesSomething() {
        assertThat(OrderLifecycle.moves()).extracting(Move::event).contains(OrderEvent.values());
    }

    @ParameterizedTest
    @EnumSource(OrderEvent.class)
    void anEndedOrderMovesOnlyByAFillThatRacedItsEnd(OrderEvent event) {
        for (OrderStatus status : OrderStatus.values()) {
            Optional<OrderStatus> after = OrderLifecycle.after(status, event);
            if (status.isTerminal() && after.isPresent()) {
                assertThat(status).isIn(CANCELED, EXPIRED);
                assertThat(after.get()).isEqualTo(event == FINAL_FILL ? FILLED : status);
                assertThat(event).isIn(PARTIAL_FILL, FINAL_FILL);
            }
        }
    }

    @Test
    void exactlyTheEndedOrdersAreTerminal() {
        assertThat(Arrays.stream(OrderStatus.values()).filter(OrderStatus::isTerminal))
                .containsExactly(FILLED, CANCELED, EXPIRED, REJECTED);
    }

    @Test
    void onlyTheBrokersRecordFreesAnUnansweredOrder() {
        assertThat(OrderLifecycle.after(UNKNOWN, SUBMIT)).isEmpty();
        assertThat(OrderLifecycle.after(UNKNOWN, NO_ANSWER)).contains(UNKNOWN);
        assertThat(OrderLifecycle.after(UNKNOWN, BROKER_NEVER_SAW_IT)).contains(APPROVED);
    }

    @Property
    void anOrderIsSubmittedAtMostOnceUnlessTheBrokerNeverSawIt(@ForAll List<OrderEvent> events) {
        OrderStatus status = APPROVED;
        int mayBeAtTheBroker = 0;
        for (OrderEvent event : events) {
            Optional<OrderStatus> after = OrderLifecycle.after(status, event);
            if (after.isPresent()) {
                mayBeAtTheBroker += event == SUBMIT ? 1 : event == BROKER_NEVER_SAW_IT ? -1 : 0;
                status = after.get();
                assertThat(mayBeAtTheBroker).isBetween(0, 1);
            }
        }
    }

    @Property
    void sayingItTwiceChangesNothing(@ForAll OrderStatus from, @ForAll OrderEvent event) {
        Optional<OrderStatus> once = OrderLifecycle.after(from, event);

        once.flatMap(status -> OrderLifecycle.after(status, event))
                .ifPresent(twice -> assertThat(twice).isEqualTo(once.get()));
    }

    @Property
    void aResizeNeverChangesTheStatus(@ForAll OrderStatus status) {
        OrderLifecycle.after(status, BROKER_REPLACED)
                .ifPresent(after -> assertThat(after).isEqualTo(status));
    }

    private static List<List<Object>> repeatedQuestions(List<Move> moves) {
        return moves.stream()
                .collect(Collectors.groupingBy(move -> List.<Object>of(move.from(), move.event())))
                .entrySet()
                .stream()
                .filter(asked -> asked.getValue().size() > 1)
                .map(asked -> asked.getKey())
                .toList();
    }

    static class Row implements ArgumentsAggregator {
        @Override
        public Object aggregateArguments(ArgumentsAccessor arguments, ParameterContext context) {
            return arguments.toList().stream().map(Object::toString).toList();
        }
    }
}
