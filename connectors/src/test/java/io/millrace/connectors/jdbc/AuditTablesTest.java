package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.audit.AuditFinding;
import io.millrace.connectors.audit.AuditUnreadable;
import io.millrace.connectors.audit.AuditVerifier;
import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditHead;
import io.millrace.domain.audit.AuditLink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains in their table, and what happens to who touches them. */
@SuppressWarnings("NullAway.Init") // the database is made before each test
class AuditTablesTest {

    private static final int LINKS = 20;

    private DatabaseAddress database;
    private List<AuditLink> links;

    @BeforeEach
    void write() throws SQLException {
        database = TestDatabase.migrated();
        links = new ArrayList<>();
        AuditChain chain = AuditChain.named("paper");
        for (int i = 0; i < LINKS; i++) {
            AuditLink link =
                    chain.link(
                            new AuditEntry(
                                    "paper",
                                    "ALERT",
                                    new UUID(0, i).toString(),
                                    i % 2 == 0 ? null : new UUID(1, i).toString(),
                                    "Zoë",
                                    "{\"n\":" + i + "}",
                                    1_700_000_000_123L + i));
            links.add(link);
            chain = chain.with(link);
        }
        try (Connection connection = database.connect()) {
            for (String run : List.of("run-a", "run-b")) {
                AuditTables.links(new RunScope(run, "paper")).write(connection, links);
            }
        }
    }

    @Test
    void theTableThatWasWrittenIsIntact() {
        AuditFinding all = new AuditVerifier(Map.of()).table(database, null);
        AuditFinding one = new AuditVerifier(Map.of()).table(database, "run-b");

        assertThat(all.isIntact()).as("%s", all.fault()).isTrue();
        assertThat(all.links()).isEqualTo(2 * LINKS);
        assertThat(one.links()).isEqualTo(LINKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_events set payload = '{\"n\":70}' where sequence = 7",
                "update audit_events set actor = 'Zoe' where sequence = 7",
                "update audit_events set kind = 'ORDER' where sequence = 7",
                "update audit_events set ts = ts + interval '1 ms' where sequence = 7",
                "update audit_events set event_id = gen_random_uuid() where sequence = 7",
                "update audit_events set correlation_id = null where sequence = 7",
                "update audit_events set previous_hash = hash where sequence = 7",
                "update audit_events set hash = previous_hash where sequence = 7",
                "update audit_events set sequence = 100 where sequence = 7",
                "delete from audit_events where sequence = 7",
                "insert into audit_events select run_id, chain, sequence, ts + interval '1 s',"
                        + " kind, event_id, correlation_id, actor, payload, previous_hash, hash"
                        + " from audit_events where sequence = 7"
            })
    void everyChangeIsFoundInItsRun(String change) {
        TestDatabase.run(database, change + " and run_id = 'run-b'");

        AuditFinding finding = new AuditVerifier(Map.of()).table(database, null);

        assertThat(finding.isIntact()).isFalse();
        assertThat(Objects.requireNonNull(finding.fault()).place())
                .startsWith("run run-b, chain paper, sequence ");
        assertThat(new AuditVerifier(Map.of()).table(database, "run-a").isIntact()).isTrue();
    }

    @Test
    void aCutEndIsFoundAgainstTheHead() {
        TestDatabase.run(database, "delete from audit_events where sequence > 15");
        Map<String, AuditHead> head =
                Map.of("paper", new AuditHead(LINKS - 1, links.get(LINKS - 1).hash()));

        assertThat(new AuditVerifier(Map.of()).table(database, "run-a").isIntact()).isTrue();
        assertThat(new AuditVerifier(head).table(database, "run-a").isIntact()).isFalse();
    }

    @Test
    void aDatabaseWithoutTheTableIsUnreadable() {
        DatabaseAddress empty = TestDatabase.empty();

        assertThatThrownBy(() -> new AuditVerifier(Map.of()).table(empty, null))
                .isInstanceOf(AuditUnreadable.class)
                .hasMessageContaining("audit_events");
    }
}
