package io.millrace.flink.execution;

import io.millrace.domain.broker.BrokerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request as it leaves the account, or only the time.
 *
 * @param life which attempt of the job sent it, see {@link JobLife}
 * @param lane requests of one lane are executed one after the other: the symbol
 * @param marketMillis market time when it left
 * @param request absent when only time has passed
 */
public record Dispatch(
        String life, String lane, long marketMillis, @Nullable BrokerRequest request) {

    public static Dispatch time(String life, long marketMillis) {
        return new Dispatch(life, "", marketMillis, null);
    }
}
