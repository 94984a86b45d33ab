package io.aigateway.migrate.code;

import java.util.EnumMap;
import java.util.Map;

/** The grammars, each loaded when the first program of its language is read. */
final class Grammars {

    private static final Map<Dialect, Syntax> LOADED = new EnumMap<>(Dialect.class);

    private Grammars() {}

    /**
     * The grammar of a language.
     *
     * @throws NoGrammar when there is no native library for this system
     */
    static Syntax of(Dialect dialect) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(dialect, Grammars::load);
        }
    }

    private static Syntax load(Dialect dialect) {
        try {
            return new Syntax(dialect.loadGrammar(), dialect.family());
        } catch (LinkageError | RuntimeException e) {
            throw new NoGrammar(dialect, e);
        }
    }

    /** Source code cannot be read on this system. */
    static final class NoGrammar extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoGrammar(Dialect dialect, Throwable cause) {
            super(
                    "the parser of %s has no native library that loads here (%s %s)"
                            .formatted(
                                    dialect.kind(),
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch")),
                    cause);
        }
    }
}
