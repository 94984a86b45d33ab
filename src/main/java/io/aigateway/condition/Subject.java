package io.aigateway.condition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a condition speaks about.
 *
 * @param name the name as it is written
 * @param type what it can be compared with
 */
public record Subject(String name, Type type) {

    /** What a subject is compared with. */
    public enum Type {
        /** One text or several; a comparison holds when it holds for one of them. */
        TEXT("a text, such as 'batch'"),
        /** A number. */
        NUMBER("a number, such as 1000 or 80%"),
        /** Stands alone: true or false. */
        FLAG("true or false"),
        /** Whatever it is compared with. */
        ANY("a text, a number, true or false");

        private final String expected;

        Type(String expected) {
            this.expected = expected;
        }

        String expected() {
            return expected;
        }
    }

    /** The tags that the call is booked under. */
    public static final Subject TAG = new Subject("tag", Type.TEXT);

    /** The caller's key, by its id and its name. */
    public static final Subject KEY = new Subject("key", Type.TEXT);

    /** The caller's sub-account, by its id, its name and its external reference. */
    public static final Subject SUB_ACCOUNT = new Subject("sub-account", Type.TEXT);

    /** The model that was asked for, as the caller wrote it. */
    public static final Subject MODEL = new Subject("model", Type.TEXT);

    /** The estimated size of the prompt. */
    public static final Subject INPUT_TOKENS = new Subject("input-tokens", Type.NUMBER);

    /** Whether the answer is wanted event by event. */
    public static final Subject STREAM = new Subject("stream", Type.FLAG);

    /** Whether the call brings tools. */
    public static final Subject HAS_TOOLS = new Subject("has-tools", Type.FLAG);

    /** Whether a message holds a picture. */
    public static final Subject HAS_IMAGES = new Subject("has-images", Type.FLAG);

    /** The hour of the day, 0 to 23. */
    public static final Subject HOUR = new Subject("hour", Type.NUMBER);

    /** How much of the call's fullest budget is used, 0 to 1. */
    public static final Subject BUDGET_USED = new Subject("budget-used", Type.NUMBER);

    /** What the names of metadata begin with. */
    public static final String METADATA = "metadata.";

    private static final Map<String, Subject> KNOWN = new LinkedHashMap<>();

    static {
        for (Subject subject :
                List.of(
                        TAG,
                        KEY,
                        SUB_ACCOUNT,
                        MODEL,
                        INPUT_TOKENS,
                        STREAM,
                        HAS_TOOLS,
                        HAS_IMAGES,
                        HOUR,
                        BUDGET_USED)) {
            KNOWN.put(subject.name, subject);
        }
    }

    /** A value of the call's metadata. */
    public static Subject metadata(String key) {
        return new Subject(METADATA + key, Type.ANY);
    }

    /** The key of metadata that this is about; empty when it is about something else. */
    public Optional<String> metadataKey() {
        return name.startsWith(METADATA)
                ? Optional.of(name.substring(METADATA.length()))
                : Optional.empty();
    }

    static Optional<Subject> named(String name) {
        boolean metadata = name.startsWith(METADATA) && name.length() > METADATA.length();
        return metadata
                ? Optional.of(metadata(name.substring(METADATA.length())))
                : Optional.ofNullable(KNOWN.get(name));
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(KNOWN.keySet());
        names.add(METADATA + "NAME");
        return names;
    }
}
