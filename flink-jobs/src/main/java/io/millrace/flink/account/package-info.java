/** The account stage: risk, exits, orders and positions, with one writer per account. */
@NullMarked
package io.millrace.flink.account;

import org.jspecify.annotations.NullMarked;
