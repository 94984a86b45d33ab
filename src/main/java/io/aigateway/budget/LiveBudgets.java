package io.aigateway.budget;

/**
 * The budgets in force; replaced as a whole when one is created, changed or deleted. Safe for any
 * thread.
 */
public final class LiveBudgets {

    private volatile Budgets budgets = Budgets.NONE;

    /** The budgets that hold now. */
    public Budgets current() {
        return budgets;
    }

    /** Puts other budgets in force, from the next call on. */
    public void replace(Budgets others) {
        budgets = others;
    }
}
