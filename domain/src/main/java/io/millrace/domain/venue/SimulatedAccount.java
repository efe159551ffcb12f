package io.millrace.domain.venue;

import io.millrace.domain.portfolio.Account;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An account together with the simulated venue that it trades at: all the state that a backtest
 * carries from one instant to the next.
 *
 * @param equity the worth that was last reported; absent before the first instant
 */
public record SimulatedAccount(Account account, VenueBook book, @Nullable BigDecimal equity) {}
