package io.millrace.control.live;

import io.millrace.connectors.alpaca.AlpacaAccount;
import io.millrace.connectors.alpaca.AlpacaBroker;
import io.millrace.connectors.alpaca.AlpacaConnector;
import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.control.AccountLock;
import io.millrace.connectors.control.Approval;
import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks before a run: what is there, what is missing, and what to do about it.
 *
 * @param brokerUrl a simulator that runs already; absent when the run starts one
 * @param config the file with the settings; absent for the defaults
 * @param keys file with Alpaca's keys; absent for the environment
 */
record Preflight(
        BrokerName broker,
        @Nullable URI brokerUrl,
        @Nullable Path config,
        @Nullable Path keys,
        DatabaseChoice database,
        Home home) {

    /** Beyond it a decision's age cannot be told. */
    private static final long LARGEST_SKEW_MILLIS = 2_000;

    private static final long LEAST_FREE_BYTES = 1L << 30;
    private static final int OLDEST_SERVER = 150_000;
    private static final String BY_RUN = "started by run";

    /**
     * One check.
     *
     * @param text what was found; when something is missing, also what to do next
     */
    record Finding(String name, boolean isReady, String text) {

        static Finding ready(String name, String text) {
            return new Finding(name, true, text);
        }

        static Finding missing(String name, String text) {
            return new Finding(name, false, text);
        }

        String line() {
            String label = name + " ".repeat(Math.max(1, 15 - name.length()));
            return "  " + (isReady ? "ok       " : "MISSING  ") + label + text;
        }
    }

    /** Looks at everything, whatever is missing on the way. */
    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Market market = configuration(findings);
        AlpacaKeys known = keys(findings);
        AlpacaEndpoint endpoint = host(findings);
        broker(findings, market, endpoint, known);
        switches(findings);
        findings.add(tables());
        findings.add(disk());
        return findings;
    }

    private Market configuration(List<Finding> findings) {
        String from = config == null ? "the defaults" : config.toString();
        try {
            ReplayPlan plan =
                    ReplayPlan.of(
                            SettingsFile.read(config, System.getenv()), Resolution.MINUTE, from);
            findings.add(
                    Finding.ready(
                            "configuration",
                            from + ", " + plan.departures().size() + " settings of one's own"));
            return plan.strategy().market();
        } catch (InvalidConfiguration wrong) {
            findings.add(Finding.missing("configuration", String.join("; ", wrong.complaints())));
        } catch (CommandFailure unreadable) {
            findings.add(Finding.missing("configuration", oneLine(unreadable.getMessage())));
        }
        return Market.XNYS;
    }

    private @Nullable AlpacaKeys keys(List<Finding> findings) {
        if (broker == BrokerName.SIM) {
            findings.add(Finding.ready("keys", "none needed by the simulator"));
            return AlpacaKeys.simulator();
        }
        AlpacaKeys found = keys == null ? AlpacaKeys.environment() : AlpacaKeys.file(keys);
        try {
            found.read();
            findings.add(Finding.ready("keys", keys == null ? "in the environment" : "in " + keys));
            return found;
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.missing("keys", oneLine(refused.getMessage())));
            return null;
        }
    }

    private @Nullable AlpacaEndpoint host(List<Finding> findings) {
        if (broker == BrokerName.ALPACA_PAPER) {
            findings.add(Finding.ready("host", AlpacaEndpoint.PAPER + ", paper"));
            return AlpacaEndpoint.paper();
        }
        if (brokerUrl == null) {
            findings.add(Finding.ready("host", "loopback, " + BY_RUN));
            return null;
        }
        try {
            AlpacaEndpoint loopback =
                    new AlpacaEndpoint(brokerUrl.toString(), brokerUrl.toString());
            findings.add(Finding.ready("host", brokerUrl + ", loopback"));
            return loopback;
        } catch (IllegalArgumentException refused) {
            findings.add(Finding.missing("host", oneLine(refused.getMessage())));
            return null;
        }
    }

    private void broker(
            List<Finding> findings,
            Market market,
            @Nullable AlpacaEndpoint endpoint,
            @Nullable AlpacaKeys known) {
        if (broker == BrokerName.SIM && brokerUrl == null) {
            findings.add(Finding.ready("broker", BY_RUN));
            findings.add(Finding.ready("clock", BY_RUN));
            return;
        }
        if (endpoint == null || known == null) {
            findings.add(Finding.missing("broker", "not asked: see above"));
            findings.add(Finding.missing("clock", "not asked: see above"));
            return;
        }
        try (AlpacaBroker asked =
                new AlpacaConnector(endpoint, known, market, AlpacaOptions.standard()).connect()) {
            findings.add(account(asked, market));
            findings.add(clock(asked));
        }
    }

    private Finding account(AlpacaBroker asked, Market market) {
        try {
            AlpacaAccount account = asked.account();
            String text =
                    account.status()
                            + ", cash "
                            + account.cash().toPlainString()
                            + ", equity "
                            + account.equity().toPlainString()
                            + ", buying power "
                            + account.buyingPower().toPlainString();
            if (account.tradingBlocked()) {
                return Finding.missing(
                        "broker", text + ", blocked (expected: unblocked; see Alpaca's dashboard)");
            }
            if (!account.status().equals("ACTIVE")) {
                return Finding.missing("broker", text + " (expected: ACTIVE; see the dashboard)");
            }
            String crypto = account.cryptoStatus();
            if (market == Market.CRYPTO && !crypto.isEmpty() && !crypto.equals("ACTIVE")) {
                return Finding.missing(
                        "broker", text + ", crypto " + crypto + " (expected: ACTIVE for crypto)");
            }
            return Finding.ready("broker", text);
        } catch (IOException away) {
            return Finding.missing(
                    "broker", oneLine(away.getMessage()) + " (expected: an answer; try again)");
        }
    }

    private Finding clock(AlpacaBroker asked) {
        try {
            long before = System.currentTimeMillis();
            long market = asked.clockMillis();
            long now = before + (System.currentTimeMillis() - before) / 2;
            if (broker == BrokerName.SIM) {
                return Finding.ready("clock", "the tape's: " + Instant.ofEpochMilli(market));
            }
            long skew = Math.abs(now - market);
            String text = skew + " ms from the broker's";
            return skew < LARGEST_SKEW_MILLIS
                    ? Finding.ready("clock", text)
                    : Finding.missing(
                            "clock",
                            text
                                    + " (expected: less than "
                                    + LARGEST_SKEW_MILLIS
                                    + " ms; set this machine's clock)");
        } catch (IOException away) {
            return Finding.missing("clock", oneLine(away.getMessage()) + " (expected: an answer)");
        }
    }

    private void switches(List<Finding> findings) {
        ControlFolder folder = home.control(broker);
        String option = " --broker " + broker.label();
        try {
            boolean approved = home.isApproved(broker);
            boolean unsaid = folder.approval() == Approval.UNSAID;
            findings.add(
                    approved
                            ? Finding.ready("approval", unsaid ? "none needed so far" : "approved")
                            : Finding.missing(
                                    "approval",
                                    (unsaid ? "never given" : "revoked")
                                            + ", so only a dry run judges (expected: ./millrace"
                                            + " approve"
                                            + option
                                            + ")"));
        } catch (IOException unreadable) {
            findings.add(
                    Finding.missing(
                            "approval", oneLine(unreadable.toString()) + " (expected: readable)"));
        }
        findings.add(
                folder.isKilled()
                        ? Finding.missing(
                                "kill switch",
                                "on (expected: off; ./millrace resume" + option + ")")
                        : Finding.ready("kill switch", "off"));
        findings.add(rights(folder));
    }

    /** Whether a run would get the account. */
    private static Finding rights(ControlFolder folder) {
        try {
            for (AccountLock.Right right : AccountLock.Right.values()) {
                Optional<String> holder = AccountLock.holder(folder, right);
                if (holder.isPresent()) {
                    return Finding.missing(
                            "other runs",
                            holder.get() + " trades it (expected: none; stop it first)");
                }
            }
            return Finding.ready("other runs", "none");
        } catch (IOException unreadable) {
            return Finding.missing(
                    "other runs", oneLine(unreadable.toString()) + " (expected: a file of yours)");
        }
    }

    private Finding tables() {
        return switch (database.kind()) {
            case NONE -> Finding.ready("database", "none wanted");
            case EMBEDDED -> Finding.ready("database", "embedded, " + BY_RUN);
            case URL -> server(DatabaseAddress.parse(database.url()));
        };
    }

    private static Finding server(DatabaseAddress address) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select current_setting('server_version_num')::int,"
                                        + " current_setting('server_version'),"
                                        + " to_regclass('flyway_schema_history') is not null")) {
            row.next();
            String text = address + ", PostgreSQL " + row.getString(2);
            if (row.getInt(1) < OLDEST_SERVER) {
                return Finding.missing("database", text + " (expected: 15 or later)");
            }
            return Finding.ready(
                    "database",
                    text + (row.getBoolean(3) ? ", with tables" : ", empty: run makes the tables"));
        } catch (SQLException failure) {
            return Finding.missing(
                    "database",
                    address
                            + ": "
                            + oneLine(failure.getMessage())
                            + " (expected: a PostgreSQL that takes this user; start it, or correct"
                            + " --db)");
        }
    }

    private Finding disk() {
        Path folder = home.control(broker).path().toAbsolutePath();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return Finding.missing(
                    "disk", folder + " (expected: a folder that you may write; see --home)");
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String text = folder + ", " + free / (1 << 20) + " MiB free";
            return free > LEAST_FREE_BYTES
                    ? Finding.ready("disk", text)
                    : Finding.missing("disk", text + " (expected: more than 1024 MiB; make room)");
        } catch (IOException unreadable) {
            return Finding.missing("disk", folder + ": " + oneLine(unreadable.toString()));
        }
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
