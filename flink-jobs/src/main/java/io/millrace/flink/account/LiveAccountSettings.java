package io.millrace.flink.account;

import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.market.Market;
import io.millrace.domain.portfolio.AccountSettings;
import io.millrace.flink.execution.WayBack;
import java.io.Serializable;

/**
 * How one account lives.
 *
 * @param journal path of its journal, on the machine that runs its operator
 * @param beginsMillis market time when the account begins to live
 * @param trail what is put on record
 * @param snapshots tells the broker's feed, with a market time, that a comparison is due now
 */
public record LiveAccountSettings(
        AccountSettings account,
        Market market,
        LiveSettings live,
        String journal,
        long beginsMillis,
        Trail trail,
        WayBack<Long> snapshots)
        implements Serializable {

    private static final long serialVersionUID = 1L;
}
