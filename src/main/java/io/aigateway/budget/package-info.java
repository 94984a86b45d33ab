/**
 * Spend caps: reserve before a call, settle or release after it.
 *
 * <p>{@link io.aigateway.budget.Budgets} finds the caps of a call, {@link
 * io.aigateway.budget.WorstCase} what it can cost, and {@link io.aigateway.budget.SpendLedger}
 * holds that amount, or says which cap is in the way.
 *
 * <p>Inside the ledger each scope has one immutable balance. A change goes through the scope's
 * lane, which writes one batch at a time, as a compare-and-set of the whole balance.
 */
@NullMarked
package io.aigateway.budget;

import org.jspecify.annotations.NullMarked;
