package io.millrace.connectors.jdbc;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import io.millrace.domain.market.XnysSessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The sessions of the markets that close, for questions about what should have been received. */
final class SessionTable {

    private static final String NAME = "market_sessions";
    private static final String XNYS = "XNYS";
    private static final LocalDate FROM = LocalDate.of(2000, 1, 1);
    private static final LocalDate TO = LocalDate.of(2031, 1, 1);

    private SessionTable() {}

    static Table<TradingSession> of(String calendar) {
        return Table.of(
                NAME,
                List.of(
                        Column.text("calendar", session -> calendar),
                        Column.day("day", TradingSession::epochDay)),
                List.of(
                        Column.time("opens_at", TradingSession::openMillis),
                        Column.time("closes_at", TradingSession::closeMillis)));
    }

    /** Writes the sessions unless as many are there already. */
    static void fill(Connection connection) throws SQLException {
        List<TradingSession> sessions = sessions(XnysSessions.standard());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + NAME)) {
            row.next();
            if (row.getLong(1) == sessions.size()) {
                return;
            }
        }
        of(XNYS).write(connection, sessions);
    }

    private static List<TradingSession> sessions(SessionCalendar calendar) {
        return FROM.datesUntil(TO).map(calendar::sessionOn).flatMap(Optional::stream).toList();
    }
}
