package io.aigateway.migrate.convert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of environment variables for secrets that stand in a file as they are. The same secret gets
 * the same name; a name that the file itself reads is not given away.
 */
public final class SecretNames {

    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    /** A variable that the file reads. */
    public void reads(String variable) {
        taken.add(variable);
    }

    /** The name for a secret, {@code OPENAI_API_KEY} if that is free. */
    public String nameOf(String secret, String wanted) {
        String known = names.get(secret);
        if (known != null) {
            return known;
        }
        String base = wanted.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "_" + number;
        }
        names.put(secret, name);
        return name;
    }

    /** What is said where a secret stood. */
    public static String advice(String name) {
        return "a secret stood here: put it into the environment as " + name + ", and rotate it";
    }
}
