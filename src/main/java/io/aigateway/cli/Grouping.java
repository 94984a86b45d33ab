package io.aigateway.cli;

import java.util.Locale;

/** What usage can be added up by. */
enum Grouping {
    TAG("by-tag"),
    SUB("by-sub-account"),
    KEY("by-key"),
    MODEL("by-model"),
    PROVIDER("by-provider"),
    DAY("by-day");

    private final String path;

    Grouping(String path) {
        this.path = path;
    }

    /** The last part of the report's path. */
    String path() {
        return path;
    }

    /**
     * Whether the rows add up to a total. Those of tags do not: a call with two tags stands in two
     * rows.
     */
    boolean addsUp() {
        return this != TAG;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
