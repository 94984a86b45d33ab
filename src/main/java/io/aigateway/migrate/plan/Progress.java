package io.aigateway.migrate.plan;

/** Is told how far a long work is; from several threads. */
@FunctionalInterface
public interface Progress {

    /** {@code done} of {@code all} files were read. */
    void at(int done, int all);
}
