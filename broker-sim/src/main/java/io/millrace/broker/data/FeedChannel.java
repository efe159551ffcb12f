package io.millrace.broker.data;

import java.util.Arrays;
import java.util.List;

/** What a client of the market data socket can subscribe to. */
enum FeedChannel {
    TRADES("trades", true, true),
    QUOTES("quotes", true, true),
    BARS("bars", true, true),
    UPDATED_BARS("updatedBars", true, true),
    DAILY_BARS("dailyBars", true, true),
    STATUSES("statuses", true, false),
    LULDS("lulds", true, false),
    IMBALANCES("imbalances", true, false),
    ORDERBOOKS("orderbooks", false, true);

    private final String field;
    private final boolean stocks;
    private final boolean crypto;

    FeedChannel(String field, boolean stocks, boolean crypto) {
        this.field = field;
        this.stocks = stocks;
        this.crypto = crypto;
    }

    String field() {
        return field;
    }

    /** The channels of a feed, in the order in which it lists them. */
    static List<FeedChannel> of(AssetClass assets) {
        return Arrays.stream(values())
                .filter(one -> assets == AssetClass.STOCKS ? one.stocks : one.crypto)
                .toList();
    }
}
