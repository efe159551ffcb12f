package io.millrace.domain.risk;

/**
 * Every reason for which the risk engine refuses or resizes an order, in the order of the policy.
 */
public enum DenialCode {
    KILL_SWITCH(
            Response.REJECT,
            "risk.kill-switch-loss",
            "The kill switch is on, by hand or because the account lost too much since it opened."),
    DAILY_LOSS(
            Response.REJECT,
            "risk.max-daily-loss",
            "Equity is too far below what the session began with: no entries until the next one."),
    DRAWDOWN(
            Response.REJECT,
            "risk.max-drawdown",
            "Equity is too far below its peak: everything is sold and trading waits for a resume."),
    TRADING_STATE(
            Response.REJECT, "", "The account is REDUCING or HALTED, whatever the equity is now."),
    RUN_LOSS(Response.REJECT, "risk.run.max-loss", "The run has lost its budget."),
    RUN_ORDERS(Response.REJECT, "risk.run.max-orders", "The run has used up its entry orders."),
    RUN_NOTIONAL(
            Response.REJECT,
            "risk.run.max-notional",
            "The run's entry orders would be worth more than its budget."),
    SESSION_CLOSED(
            Response.REJECT, "risk.entries-when-closed", "The market is closed at that instant."),
    SLIPPAGE_BLOCK(
            Response.REJECT,
            "risk.slippage.block",
            "A recent fill slipped by too much: entries wait."),
    BROKER_UNREACHABLE(
            Response.REJECT,
            "live.circuit.failures",
            "The broker has failed to answer too often, or not at all: entries wait for a snapshot."),
    FEED_SILENT(
            Response.REJECT,
            "live.feed-silence",
            "The price is too far behind the market's clock for anybody to trade at it."),
    NOT_RECONCILED(
            Response.REJECT,
            "",
            "The account and the broker's record of it have not been found equal yet, or no more."),
    POSITION_ALREADY_OPEN(
            Response.REJECT,
            "risk.pyramiding",
            "The symbol is held, or an entry for it works already."),
    DUPLICATE_ORDER(
            Response.REJECT,
            "risk.duplicate-window",
            "The same symbol, side and quantity was just ordered, or the order's name is taken."),
    SELF_TRADE(
            Response.REJECT,
            "",
            "An own sell order works in the symbol that is not a protection of its position."),
    PRICE_COLLAR(
            Response.REJECT,
            "risk.price-collar",
            "The price, or a protection's price, is too far from the last known one."),
    FAT_FINGER_QUANTITY(
            Response.REJECT,
            "risk.fat-finger.max-quantity",
            "Sizing asked for an absurd quantity."),
    FAT_FINGER_NOTIONAL(
            Response.REJECT,
            "risk.fat-finger.max-notional",
            "Sizing asked for an order of absurd worth."),
    FAT_FINGER_VOLUME(
            Response.REJECT,
            "risk.fat-finger.max-volume-share",
            "The order is too large a share of the symbol's average session volume."),
    ORDERS_PER_MINUTE(
            Response.REJECT,
            "risk.max-orders-per-minute",
            "Too many entries and exits went out in the last 60 seconds."),
    ORDERS_PER_SYMBOL_DAY(
            Response.REJECT,
            "risk.max-orders-per-symbol-day",
            "Too many entries went out for the symbol in this session."),
    COOLDOWN(
            Response.REJECT,
            "risk.cooldown",
            "The symbol was entered or left too short a time ago."),
    OPEN_ORDERS(
            Response.REJECT,
            "risk.max-open-orders",
            "Too many orders would work at once, the entry and its two protections included."),
    VOLATILITY(
            Response.REJECT,
            "risk.max-volatility",
            "The symbol's last five returns scatter too much."),
    CORRELATION(
            Response.REJECT,
            "risk.max-correlation",
            "The symbol moves like one that is already held."),
    SYMBOL_EXPOSURE(
            Response.REJECT,
            "risk.max-symbol-exposure",
            "The symbol would be worth too much in the account."),
    TOTAL_EXPOSURE(
            Response.REJECT,
            "risk.max-total-exposure",
            "All positions together would be worth too much."),
    SECTOR_EXPOSURE(
            Response.REJECT,
            "risk.max-sector-exposure",
            "The symbol's sector would be too large a share of equity."),
    CVAR(
            Response.REJECT,
            "risk.cvar.max",
            "The portfolio after the trade would lose too much in its worst bars."),
    INSUFFICIENT_CASH(
            Response.REJECT,
            "risk.cash-buffer",
            "The order costs more than the cash that no working entry has spoken for."),
    QUANTITY_BELOW_LOT(
            Response.REJECT, "sizing.lot", "What is left after sizing and resizing is no lot."),
    POSITION_SIZE(
            Response.RESIZE,
            "risk.max-position-fraction",
            "The position would be too large a share of equity."),
    ORDER_NOTIONAL(
            Response.RESIZE, "risk.max-order-notional", "The order is worth more than one may be."),
    ORDER_SHARES(
            Response.RESIZE,
            "risk.max-order-shares",
            "The order has more shares or coins than one may have."),
    NOTHING_TO_SELL(Response.REFUSE_EXIT, "", "A SELL for a symbol that is not held."),
    EXIT_ALREADY_WORKING(
            Response.REFUSE_EXIT, "", "A SELL for a position that is being sold already."),
    EXITS_BLOCKED(
            Response.REFUSE_EXIT,
            "exits.under-kill-switch",
            "A SELL under a kill switch that is configured to block exits too.");

    /** What a breach does. */
    public enum Response {
        /** The entry is refused. */
        REJECT,
        /** The entry is cut down to what the limit allows. */
        RESIZE,
        /** The exit makes no sense or is configured away; no entry rule ever refuses one. */
        REFUSE_EXIT
    }

    private final Response response;
    private final String setting;
    private final String meaning;

    DenialCode(Response response, String setting, String meaning) {
        this.response = response;
        this.setting = setting;
        this.meaning = meaning;
    }

    public Response response() {
        return response;
    }

    /** The configuration key of the limit; empty where there is nothing to configure. */
    public String setting() {
        return setting;
    }

    /** One sentence on what a breach says about the world. */
    public String meaning() {
        return meaning;
    }
}
