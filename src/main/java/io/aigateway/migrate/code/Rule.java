package io.aigateway.migrate.code;

/** One thing that is looked for in programs. */
interface Rule {

    /** Adds what it proposes to what was found. */
    void apply(Look look);
}
