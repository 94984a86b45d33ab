package io.aigateway.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be told. */
public enum EventType {
    /** A call of a sub-account was refused by a cap on it; once for each window of that cap. */
    SUB_ACCOUNT_BUDGET_EXHAUSTED("sub_account.budget.exhausted"),
    /** Spending reached a share of a budget; once for each share and window. */
    USAGE_THRESHOLD("usage.threshold"),
    /** Prepaid credit fell below its level. */
    BALANCE_LOW("balance.low"),
    /** A key got a new secret. */
    KEY_ROTATED("key.rotated"),
    /** A provider began to refuse the gateway's key, or its credit is used up. */
    PROVIDER_KEY_FAILED("provider.key_failed");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The type of this name, in any case. */
    public static Optional<EventType> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(type -> type.text.equals(lower)).findFirst();
    }
}
