package io.millrace.domain.portfolio;

import io.millrace.domain.config.Settings;
import io.millrace.domain.config.StrategyName;
import io.millrace.domain.risk.RiskLimits;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How one account trades.
 *
 * @param id name of the account
 * @param strategy name of the strategy that trades it
 * @param cash what it opens with, in dollars
 */
public record AccountSettings(
        String id,
        String strategy,
        BigDecimal cash,
        RiskLimits limits,
        ExitSettings exits,
        SizingSettings sizing)
        implements Serializable {

    public static AccountSettings standard() {
        return from(new Settings(Map.of()));
    }

    public static AccountSettings from(Settings settings) {
        AccountSettings account =
                new AccountSettings(
                        settings.text("account.id", "backtest"),
                        StrategyName.from(settings),
                        settings.decimal("account.cash", "100000"),
                        RiskLimits.from(settings),
                        ExitSettings.from(settings),
                        SizingSettings.from(settings));
        BigDecimal collar = account.limits().market().priceCollar();
        settings.check(account.cash().signum() > 0, "account.cash", account.cash(), "> 0");
        settings.check(
                account.exits().takeProfit().compareTo(collar) < 0,
                "exits.take-profit",
                account.exits().takeProfit(),
                "< risk.price-collar " + collar + ", which would refuse every entry");
        settings.check(
                account.exits().stopLoss().compareTo(collar) < 0,
                "exits.stop-loss",
                account.exits().stopLoss(),
                "< risk.price-collar " + collar + ", which would refuse every entry");
        return account;
    }
}
