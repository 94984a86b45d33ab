package io.aigateway.migrate.report;

import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Words;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of files as they may be shown: without anything that may be a secret. */
final class Shown {

    private static final int LONGEST = 300;

    /** How keys of well-known services begin, and names and passwords within a URL. */
    private static final Pattern KNOWN =
            Pattern.compile(
                    "\\b(?:sk-|pk-|rk-|ghp_|gho_|ghs_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|AIza|hf_|gsk_|r8_|fw_|tgp_v1_|pplx-|rqsty-|eyJ)[A-Za-z0-9_.-]{12,}"
                            + "|(?<=://)[^/\\s:@\"']+:[^/\\s@\"']+(?=@)");

    /** A name that says secret, and what it is given. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)([\\w.-]*(?:key|secret|token|passw(?:or)?d|pwd|credential|salt|dsn)[\\w.-]*[\"']?\\s*[:=]\\s*[\"']?(?:bearer\\s+)?)([^\\s\"'$<{,}][^\\s\"',}]{7,})");

    /** A variable or password whose name leaves no doubt: whatever it is given. */
    private static final Pattern CERTAIN =
            Pattern.compile(
                    "^([ \\t]*(?:export[ \\t]+|-[ \\t]+[\"']?)?[A-Z0-9_]*(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|PWD|CREDENTIALS?|SALT)[A-Z0-9_]*=[\"']?"
                            + "|.*?(?i:password|passwd|pwd|secret)[\\w-]*[\"']?[ \\t]*[:=][ \\t]*[\"']?)([^\\s\"'$<{,}\\[(][^\\s\"',}]{3,})");

    /** A line without any of these names no secret. */
    private static final Words NAMES =
            Words.of(
                    List.of("key", "secret", "token", "passw", "pwd", "credential", "salt", "dsn"));

    private Shown() {}

    /** A line, its secrets masked, and cut where it is very long. */
    static String line(String line, SourceFacts facts) {
        String known = replaced(KNOWN, 0, Secrets.masked(line, facts));
        String all = NAMES.areIn(known) ? certain(replaced(NAMED, 2, known)) : known;
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    }

    private static String certain(String line) {
        Matcher matcher = CERTAIN.matcher(line);
        boolean open =
                matcher.find()
                        && !matcher.group(2).contains("…")
                        && !matcher.group(2).contains("://");
        return open
                ? line.substring(0, matcher.start(2)) + "***" + line.substring(matcher.end(2))
                : line;
    }

    private static String replaced(Pattern pattern, int group, String line) {
        Matcher matcher = pattern.matcher(line);
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (matcher.find()) {
            String secret = matcher.group(group);
            boolean random = secret.chars().anyMatch(Character::isDigit) && !secret.contains("…");
            boolean url = secret.contains("://");
            shown.append(line, at, matcher.start(group))
                    .append(random && !url ? Secrets.masked(secret) : secret);
            at = matcher.end(group);
        }
        return shown.append(line.substring(at)).toString();
    }
}
