package io.aigateway.condition;

import java.util.List;

/** What a condition asks about. Each is asked for only when the condition comes to it. */
public interface Facts {

    /** The texts of a subject, such as a call's tags; empty when there are none. */
    List<String> texts(Subject subject);

    /** The number of a subject; {@link Double#NaN} when there is none, which compares with none. */
    double number(Subject subject);

    /** Whether a subject is true. */
    boolean flag(Subject subject);
}
