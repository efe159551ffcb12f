package io.millrace.flink.account;

import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.LiveStep;
import java.io.Serializable;
import java.util.List;

/** What is put on record of an input and what followed from it: the same every time. */
public interface Trail extends Serializable {

    /** What stands before everything else, such as what the account decides by. */
    default List<AuditEntry> opening() {
        return List.of();
    }

    /** The entries, in the order in which things happened. */
    List<AuditEntry> of(AccountInput input, LiveStep step);
}
