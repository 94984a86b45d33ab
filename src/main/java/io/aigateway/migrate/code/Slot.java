package io.aigateway.migrate.code;

import org.jspecify.annotations.Nullable;

/**
 * What a value is there for.
 *
 * @param kind in which way it is given
 * @param name of the argument, of the entry, of what it is assigned to; for an argument given by
 *     its place the name of what is called, as in {@code .baseUrl("...")}
 * @param holder the argument, entry, assignment or call
 */
record Slot(Kind kind, String name, @Nullable SyntaxNode holder) {

    /** In which way a value is given. */
    enum Kind {
        NAMED_ARGUMENT,
        ARGUMENT,
        ENTRY,
        ASSIGNED,
        OTHER
    }

    static final Slot NONE = new Slot(Kind.OTHER, "", null);

    /** The name without case and separators: {@code base_url}, {@code baseURL} are one. */
    String plainName() {
        return plain(name);
    }

    static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        name.chars()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> plain.append((char) Character.toLowerCase(c)));
        return plain.toString();
    }
}
