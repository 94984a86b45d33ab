package io.aigateway.migrate;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls that go on to the source because nothing here is their equal. One that sends a key holds
 * the variables of that key fast: renamed, they would send the gateway's key to somebody else.
 */
public final class StayingCalls {

    private static final Pattern NAME =
            Pattern.compile("(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{3,}(?![A-Za-z0-9_])");

    /** What a text says that sends a key which it has from elsewhere. */
    private static final Pattern SENDS =
            Pattern.compile("(?i)authorization|bearer|api[_-]?key|access[_-]?token|headers");

    /** Pages for people, and the question whether something lives: no key is sent there. */
    private static final Pattern KEYLESS = Pattern.compile("/(ui|health|settings)\\b.*");

    private StayingCalls() {}

    /**
     * Tells the survey of a call that is made where its address stands, when it sends a key: one
     * that the file itself names, otherwise one from elsewhere, which may be any.
     */
    public static void called(
            SourceFile file, ApiUrl url, EnvironmentSurvey survey, SourceFacts facts) {
        Set<String> keys = keysIn(file.text(), facts);
        String around =
                file.text().substring(0, url.start())
                        + file.text().substring(url.end() + url.rest().length());
        if (!keys.isEmpty() || sendsAKey(around)) {
            survey.stays(file, url.start(), url.host(), keys);
        }
    }

    /**
     * Tells the survey of the addresses in a part of a file that something else reads, which will
     * have its key from anywhere.
     */
    public static void named(
            SourceFile file, int from, int to, EnvironmentSurvey survey, SourceFacts facts) {
        for (ApiUrl url : ApiUrl.in(file.text().substring(from, to), facts)) {
            if (stays(url, file, facts)) {
                survey.stays(file, from + url.start(), url.host(), Set.of());
            }
        }
    }

    /** Whether a call of this address is the source's, a person's to move, and sends a key. */
    public static boolean stays(ApiUrl url, SourceFile file, SourceFacts facts) {
        return url.manual() != null
                && !KEYLESS.matcher(url.rest()).matches()
                && (!url.local() || namesSource(file, facts));
    }

    /** Whether a text says that it sends a key. */
    public static boolean sendsAKey(String text) {
        return SENDS.matcher(text).find();
    }

    /** The source's variables in a text that hold keys. */
    public static Set<String> keysIn(String text, SourceFacts facts) {
        Set<String> keys = new HashSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            if (facts.holdsKey(name.group())) {
                keys.add(name.group());
            }
        }
        return keys;
    }

    private static boolean namesSource(SourceFile file, SourceFacts facts) {
        return Pattern.compile(Pattern.quote(facts.source().word()), Pattern.CASE_INSENSITIVE)
                .matcher(file.text())
                .find();
    }
}
