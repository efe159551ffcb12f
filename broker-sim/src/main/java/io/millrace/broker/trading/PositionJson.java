package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Figures;
import io.millrace.broker.exchange.Holding;
import java.math.BigDecimal;
import java.util.Objects;

/** A position as Alpaca writes it. */
final class PositionJson {

    private PositionJson() {}

    static ObjectNode of(Desk desk, Asset asset, Holding holding) {
        BigDecimal quantity = holding.quantity();
        BigDecimal price =
                Objects.requireNonNullElse(
                        desk.marks().last(asset.symbol()), holding.averagePrice());
        BigDecimal dayBefore =
                Objects.requireNonNullElse(desk.marks().dayBefore(asset.symbol()), price);
        BigDecimal value = quantity.multiply(price);
        BigDecimal gain = value.subtract(holding.cost());
        BigDecimal today = quantity.multiply(price.subtract(dayBefore));
        Shares shares = Shares.of(desk, asset.symbol());
        BigDecimal available =
                quantity.signum() < 0 ? shares.available().negate() : shares.available();
        return JsonNodeFactory.instance
                .objectNode()
                .put("asset_id", asset.id())
                .put("symbol", asset.positionSymbol())
                .put("exchange", asset.exchange())
                .put("asset_class", asset.assetClass())
                .put("asset_marginable", !asset.crypto())
                .put("qty", Figures.text(quantity))
                .put("qty_available", Figures.text(available))
                .put("avg_entry_price", Figures.text(holding.averagePrice()))
                .put("side", quantity.signum() < 0 ? "short" : "long")
                .put("market_value", Figures.text(value))
                .put("cost_basis", Figures.text(holding.cost()))
                .put("unrealized_pl", Figures.text(gain))
                .put("unrealized_plpc", fraction(gain, holding.cost().abs()))
                .put("unrealized_intraday_pl", Figures.text(today))
                .put(
                        "unrealized_intraday_plpc",
                        fraction(today, quantity.multiply(dayBefore).abs()))
                .put("current_price", Figures.text(price))
                .put("lastday_price", Figures.text(dayBefore))
                .put("change_today", fraction(price.subtract(dayBefore), dayBefore));
    }

    private static String fraction(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? "0" : Figures.text(part.divide(whole, Figures.DIGITS));
    }
}
