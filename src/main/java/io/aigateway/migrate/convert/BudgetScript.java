package io.aigateway.migrate.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Budgets as commands. Ours are kept in the database and changed while the gateway runs, so a
 * converted configuration brings them as a script that is run once, against the running gateway.
 */
public final class BudgetScript {

    /** The file's name. */
    public static final String FILE = "budgets.sh";

    private static final BigDecimal MOST = new BigDecimal("90000000000");
    private static final BigDecimal CENTS = BigDecimal.valueOf(100);

    private final List<String> lines = new ArrayList<>();
    private String lastChange = "";

    /**
     * Adds a budget.
     *
     * @param scope as {@code aig budget create} takes it
     * @param dollars the cap
     * @param duration how long it holds
     * @param shared how many budgets share the cap
     * @return whether the cap is exactly what it was; if not, {@link #lastChange} says what is
     */
    public boolean add(String scope, BigDecimal dollars, Duration duration, int shared) {
        BigDecimal cents =
                dollars.min(MOST)
                        .multiply(CENTS)
                        .multiply(duration.share())
                        .divide(BigDecimal.valueOf(shared), 9, RoundingMode.DOWN);
        BigDecimal whole = cents.setScale(0, RoundingMode.DOWN);
        boolean tooSmall = whole.signum() == 0 && cents.signum() > 0;
        BigDecimal cap = tooSmall ? BigDecimal.ONE : whole;
        lines.add(
                "aig budget create %s --cap %s --period %s"
                        .formatted(scope, cap.toPlainString(), duration.period()));
        boolean exact = duration.isCalendar() && shared == 1 && cap.compareTo(cents) == 0;
        lastChange =
                cap.toPlainString()
                        + " cents a "
                        + duration.period()
                        + (shared == 1 ? "" : ", " + shared + " providers share it");
        return exact;
    }

    /** What the last budget came to. */
    public String lastChange() {
        return lastChange;
    }

    /** Whether there is any. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** A word as a shell takes it. */
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The script. */
    @Override
    public String toString() {
        return """
                #!/bin/sh
                # Run once, while the gateway runs; AIGATEWAY_BASE_URL and AIGATEWAY_API_KEY (an admin key) say which.
                set -e
                """
                + String.join("\n", lines)
                + "\n";
    }
}
