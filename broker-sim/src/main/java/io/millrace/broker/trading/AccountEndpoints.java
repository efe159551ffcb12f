package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.ActivityIds;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.EquityCurve;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.exchange.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v2/account}, its configuration and its history. */
final class AccountEndpoints {

    private static final String ACCOUNT = "/v2/account";
    private static final String CONFIGURATIONS = ACCOUNT + "/configurations";
    private static final Map<String, Long> FRAMES =
            Map.of(
                    "1Min", 60_000L,
                    "5Min", 300_000L,
                    "15Min", 900_000L,
                    "1H", 3_600_000L,
                    "1D", 86_400_000L);
    private static final Map<String, Long> PERIOD_DAYS =
            Map.of("D", 1L, "W", 7L, "M", 31L, "A", 366L);
    private static final long DAY_MILLIS = 86_400_000L;

    private final Exchange exchange;

    AccountEndpoints(Exchange exchange) {
        this.exchange = exchange;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(ACCOUNT, this::account),
                Endpoint.get(CONFIGURATIONS, this::configurations),
                Endpoint.patch(CONFIGURATIONS, this::configure),
                Endpoint.get(ACCOUNT + "/portfolio/history", this::history));
    }

    private Answer account(Call call) {
        BigDecimal before = equityOfTheDayBefore();
        return Answer.ok(exchange.read(desk -> account(desk, before)));
    }

    private Answer configurations(Call call) {
        return Answer.ok(exchange.read(desk -> desk.config().json()));
    }

    private Answer configure(Call call) {
        JsonNode change = call.body();
        String multiplier = change.path("max_margin_multiplier").asText("1");
        if (!List.of("1", "2", "4").contains(multiplier)) {
            throw ApiError.invalid("invalid max_margin_multiplier: " + multiplier);
        }
        return Answer.ok(
                exchange.change(
                        desk -> {
                            desk.configure(change);
                            return desk.config().json();
                        }));
    }

    private static ObjectNode account(Desk desk, BigDecimal before) {
        Money money = Money.of(desk);
        String equity = Figures.text(money.equity());
        String power = Figures.text(money.buyingPower());
        BigDecimal cashPower = money.cash().subtract(money.reserved()).max(BigDecimal.ZERO);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", desk.accountId())
                .put(
                        "account_number",
                        "PA" + desk.accountId().substring(0, 8).toUpperCase(Locale.ROOT))
                .put("status", "ACTIVE")
                .put("crypto_status", "ACTIVE")
                .put("currency", "USD")
                .put("cash", Figures.text(money.cash()))
                .put("equity", equity)
                .put("portfolio_value", equity)
                .put("last_equity", Figures.text(before))
                .put("buying_power", power)
                .put("regt_buying_power", power)
                .put("non_marginable_buying_power", Figures.text(cashPower))
                .put("options_buying_power", Figures.text(cashPower))
                .put("initial_margin", Figures.text(money.initialMargin()))
                .put("maintenance_margin", Figures.text(money.maintenanceMargin()))
                .put("last_maintenance_margin", "0")
                .put("long_market_value", Figures.text(money.longValue()))
                .put("short_market_value", Figures.text(money.shortValue()))
                .put(
                        "position_market_value",
                        Figures.text(money.longValue().add(money.shortValue())))
                .put("sma", equity)
                .put("multiplier", Integer.toString(money.multiplier()))
                .put("accrued_fees", "0")
                .put("pending_transfer_in", "0")
                .put("pending_transfer_out", "0")
                .put("intraday_adjustments", "0")
                .put("balance_asof", dateOf(desk.atMillis()).toString())
                .put("created_at", Figures.instant(desk.openedAtMillis()))
                .put("options_approved_level", 0)
                .put("options_trading_level", 0)
                .put("trading_blocked", false)
                .put("transfers_blocked", false)
                .put("account_blocked", false)
                .put("trade_suspended_by_user", desk.config().suspendTrade())
                .put("shorting_enabled", desk.account().shorting() && !desk.config().noShorting());
        return json;
    }

    private BigDecimal equityOfTheDayBefore() {
        List<EquityCurve.Point> points = exchange.equityCurve();
        for (int i = points.size() - 1; i > 0; i--) {
            LocalDate today = dateOf(points.get(points.size() - 1).atMillis());
            if (!dateOf(points.get(i).atMillis()).equals(today)) {
                return BigDecimal.valueOf(points.get(i).equity());
            }
        }
        return exchange.read(desk -> desk.account().cash());
    }

    private Answer history(Call call) {
        String frame = call.text("timeframe", "1D");
        Long frameMillis = FRAMES.get(frame);
        if (frameMillis == null) {
            throw ApiError.invalid("invalid timeframe: " + frame);
        }
        long end = call.instant("end", Long.MAX_VALUE);
        List<EquityCurve.Point> points = exchange.equityCurve();
        long last = points.isEmpty() ? 0 : points.get(points.size() - 1).atMillis();
        long start = call.instant("start", Math.min(end, last) - periodMillis(call));
        TreeMap<Long, Double> byFrame = new TreeMap<>();
        for (EquityCurve.Point point : points) {
            if (point.atMillis() > start && point.atMillis() <= end) {
                byFrame.put((point.atMillis() - 1) / frameMillis * frameMillis, point.equity());
            }
        }
        return Answer.ok(historyOf(byFrame, frame));
    }

    private static long periodMillis(Call call) {
        String period = call.text("period", "1M");
        Long days = PERIOD_DAYS.get(period.substring(period.length() - 1));
        try {
            if (days != null) {
                String count = period.substring(0, period.length() - 1);
                return Math.multiplyExact(Long.parseLong(count), days * DAY_MILLIS);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw ApiError.invalid("invalid period: " + period);
        }
        throw ApiError.invalid("invalid period: " + period);
    }

    private ObjectNode historyOf(Map<Long, Double> byFrame, String frame) {
        double base = exchange.read(desk -> desk.account().cash()).doubleValue();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode timestamps = json.putArray("timestamp");
        ArrayNode equities = json.putArray("equity");
        ArrayNode gains = json.putArray("profit_loss");
        ArrayNode shares = json.putArray("profit_loss_pct");
        byFrame.forEach(
                (at, equity) -> {
                    timestamps.add(at / 1000);
                    equities.add(equity);
                    gains.add(equity - base);
                    if (base == 0) {
                        shares.addNull();
                    } else {
                        shares.add((equity - base) / base);
                    }
                });
        return json.put("base_value", base).put("timeframe", frame);
    }

    private static LocalDate dateOf(long atMillis) {
        return Instant.ofEpochMilli(atMillis - 1).atZone(ActivityIds.NEW_YORK).toLocalDate();
    }
}
