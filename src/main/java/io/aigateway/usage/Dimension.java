package io.aigateway.usage;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What usage can be summed by. */
public enum Dimension {
    /** Everything together; its only id is the empty text. */
    ACCOUNT("account"),
    /** A sub-account. */
    SUB_ACCOUNT("sub_account_id"),
    /** A key. */
    KEY("key_id"),
    /** A tag; a call counts once for each of its tags, and one without any for the empty text. */
    TAG("tag"),
    /** The model that answered, else the model asked. */
    MODEL("model_id"),
    /** The provider that answered. */
    PROVIDER("provider"),
    /** What the prepaid credit pays for: all but calls with callers' own provider keys. */
    CREDIT("credit");

    /** The only id of {@link #CREDIT}. */
    public static final String CREDIT_ID = "main";

    private final String field;

    Dimension(String field) {
        this.field = field;
    }

    /** The name of a budget's scope and of the rollups: {@code sub_account}. */
    public String scopeKind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Under which kind the rollups keep what one sub-account used of it. Sums over all sub-accounts
     * are kept apart: a month of a thousand tags times a thousand sub-accounts is too much to add
     * up for a report.
     */
    String scopeKindOfOne() {
        return switch (this) {
            case TAG, MODEL, PROVIDER -> "sub_account_" + scopeKind();
            case ACCOUNT, SUB_ACCOUNT, KEY, CREDIT -> scopeKind();
        };
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
