package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The account as Alpaca describes it.
 *
 * @param status {@code ACTIVE} when it may trade
 * @param cryptoStatus {@code ACTIVE} when it may trade crypto; empty where Alpaca does not say
 * @param tradingBlocked by Alpaca, or by the owner's own setting
 */
public record AlpacaAccount(
        String status,
        String cryptoStatus,
        boolean tradingBlocked,
        BigDecimal cash,
        BigDecimal equity,
        BigDecimal buyingPower,
        boolean shortingEnabled) {

    static AlpacaAccount ask(AlpacaHttp http) throws AlpacaError {
        JsonNode account = http.get("/v2/account", Map.of());
        BigDecimal cash = Json.required(account, "cash");
        BigDecimal equity = Json.decimal(account, "equity");
        BigDecimal buyingPower = Json.decimal(account, "buying_power");
        return new AlpacaAccount(
                Json.text(account, "status"),
                Json.text(account, "crypto_status"),
                Stream.of("trading_blocked", "account_blocked", "trade_suspended_by_user")
                        .anyMatch(field -> account.path(field).asBoolean()),
                cash,
                equity == null ? cash : equity,
                buyingPower == null ? cash : buyingPower,
                account.path("shorting_enabled").asBoolean());
    }
}
