package io.millrace.domain.market;

/** Why a row of market data was refused. */
public enum RejectionCode {
    /** The row has too few or too many columns. */
    COLUMN_COUNT,
    /** The time is in no known form. */
    TIME_UNREADABLE,
    /** The row's time zone differs from the one that its file began with. */
    TIME_ZONE_MIXED,
    /** A price or a volume is not a number. */
    NUMBER_UNREADABLE,
    /** A price is NaN, infinite, zero or negative. */
    PRICE_INVALID,
    /** A volume or a size is NaN, infinite or negative. */
    VOLUME_INVALID,
    /** High is below open, close or low, or low is above one of them. */
    OHLC_INCONSISTENT,
    /** The symbol is empty or not one that this run trades. */
    SYMBOL_UNKNOWN,
    /** The same symbol and interval was already read. */
    DUPLICATE,
    /** The row is older than one already read from the same file. */
    OUT_OF_ORDER,
    /** The bar lies outside every session of its market. */
    OUTSIDE_SESSION,
    /** The bytes of a topic's record are no event of its schema. */
    UNDECODABLE
}
