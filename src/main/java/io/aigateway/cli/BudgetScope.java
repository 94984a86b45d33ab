package io.aigateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a budget is for: one of these, or a tag within a sub-account. */
final class BudgetScope {

    @Option(
            names = "--tag",
            paramLabel = "T",
            description = "A tag; 'team:*' is one budget for each tag that matches.")
    private @Nullable String tag;

    @Option(names = "--key", paramLabel = "ID", description = "A key.")
    private @Nullable String key;

    @Option(
            names = "--sub-account",
            paramLabel = "ID",
            description = "A sub-account; with --tag, that tag among its calls alone.")
    private @Nullable String subAccount;

    @Option(names = "--provider", paramLabel = "P", description = "A provider.")
    private @Nullable String provider;

    @Option(names = "--account", description = "The whole account.")
    private boolean account;

    /** True when they name one thing. */
    boolean isOne() {
        long given =
                Stream.of(tag, key, subAccount, provider).filter(Objects::nonNull).count()
                        + (account ? 1 : 0);
        return given == 1 || (given == 2 && tag != null && subAccount != null);
    }

    /** Adds the one that was given to the body of a request. */
    void addTo(ObjectNode body) {
        put(body, "tag", tag);
        put(body, "key_id", key);
        put(body, "sub_account_id", subAccount);
        put(body, "provider", provider);
        if (account) {
            body.put("account", true);
        }
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
