package io.millrace.domain.live;

import io.millrace.domain.portfolio.Account;

/**
 * Everything that is known about an account that trades at a broker.
 *
 * @param marketMillis the latest market time that anything told of
 * @param wallMillis the latest wall clock that anything told of
 */
public record LiveAccount(Account account, long marketMillis, long wallMillis) {}
