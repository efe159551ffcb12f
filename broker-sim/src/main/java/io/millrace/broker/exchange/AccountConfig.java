package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The account's settings as {@code /v2/account/configurations} shows and changes them. */
public record AccountConfig(
        String maxMarginMultiplier,
        boolean noShorting,
        boolean suspendTrade,
        boolean fractionalTrading,
        String tradeConfirmEmail,
        boolean disableOvernightTrading) {

    static AccountConfig standard(int multiplier, boolean shorting) {
        return new AccountConfig(
                Integer.toString(multiplier), !shorting, false, true, "all", false);
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("max_margin_multiplier", maxMarginMultiplier)
                .put("no_shorting", noShorting)
                .put("suspend_trade", suspendTrade)
                .put("fractional_trading", fractionalTrading)
                .put("trade_confirm_email", tradeConfirmEmail)
                .put("max_options_trading_level", 0)
                .put("ptp_no_exception_entry", false)
                .put("disable_overnight_trading", disableOvernightTrading);
    }

    /** These settings with those that the object names. */
    public AccountConfig with(JsonNode change) {
        return new AccountConfig(
                change.path("max_margin_multiplier").asText(maxMarginMultiplier),
                change.path("no_shorting").asBoolean(noShorting),
                change.path("suspend_trade").asBoolean(suspendTrade),
                change.path("fractional_trading").asBoolean(fractionalTrading),
                change.path("trade_confirm_email").asText(tradeConfirmEmail),
                change.path("disable_overnight_trading").asBoolean(disableOvernightTrading));
    }
}
