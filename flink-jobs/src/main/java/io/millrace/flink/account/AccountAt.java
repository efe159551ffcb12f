package io.millrace.flink.account;

import io.millrace.connectors.journal.JournalPosition;
import io.millrace.domain.live.LiveAccount;

/**
 * An account, and how much of its journal is in it.
 *
 * @param journal behind the last entry that was taken
 * @param instantMillis of the newest decisions that were taken
 */
public record AccountAt(LiveAccount account, JournalPosition journal, long instantMillis) {

    static AccountAt start(LiveAccount account) {
        return new AccountAt(account, JournalPosition.START, Long.MIN_VALUE);
    }
}
