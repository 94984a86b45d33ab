package io.aigateway.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What usage can be summed by. */
public enum Dimension {
    /** Everything together; its only id is the empty text. */
    ACCOUNT("account", false),
    /** A sub-account. */
    SUB_ACCOUNT("sub_account_id", false),
    /** A key. */
    KEY("key_id", false),
    /** A tag; a call counts once for each of its tags, and one without any for the empty text. */
    TAG("tag", true),
    /** The model that answered, else the model asked. */
    MODEL("model_id", true),
    /** The provider that answered. */
    PROVIDER("provider", true),
    /** What the prepaid credit pays for: all but calls with callers' own provider keys. */
    CREDIT("credit", false);

    /** The only id of {@link #CREDIT}. */
    public static final String CREDIT_ID = "main";

    private final String field;
    private final String scopeKind;
    private final String scopeKindOfOne;

    Dimension(String field, boolean apart) {
        this.field = field;
        this.scopeKind = name().toLowerCase(Locale.ROOT);
        this.scopeKindOfOne = apart ? "sub_account_" + scopeKind : scopeKind;
    }

    /** The name of a budget's scope and of the rollups: {@code sub_account}. */
    public String scopeKind() {
        return scopeKind;
    }

    /**
     * Under which kind the rollups keep what one sub-account used of it. Sums over all sub-accounts
     * are kept apart: a month of a thousand tags times a thousand sub-accounts is too much to add
     * up for a report.
     */
    String scopeKindOfOne() {
        return scopeKindOfOne;
    }

    /** The field that holds its id in a report. */
    public String field() {
        return field;
    }

    /** The dimension of a scope kind. */
    public static Optional<Dimension> of(String scopeKind) {
        return Stream.of(values()).filter(d -> d.scopeKind().equals(scopeKind)).findFirst();
    }
}
