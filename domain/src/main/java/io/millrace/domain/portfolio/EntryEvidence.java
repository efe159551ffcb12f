package io.millrace.domain.portfolio;

import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.ProposedEntry;

/**
 * What the verdict on an entry was made from: with the policy, enough to make it again.
 *
 * @param entry what was proposed
 * @param view the account as the policy saw it
 */
public record EntryEvidence(ProposedEntry entry, AccountView view) {}
