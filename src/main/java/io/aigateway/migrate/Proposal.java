package io.aigateway.migrate;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing found in a file.
 *
 * @param tier how sure it is
 * @param rule what found it, in kebab-case: {@code base-url}, {@code key-variable}, {@code
 *     key-literal}, {@code model-id}, {@code header}, {@code client-class}
 * @param start where the characters begin that it is about
 * @param end where they end, exclusive; equal to {@code start} for an insertion
 * @param after what stands there afterwards; null when nothing is edited, which is so for {@link
 *     Tier#MANUAL} and for nothing else
 * @param why the reason, one sentence for the reader of a diff; never holds a secret
 * @param guide the anchor in the guide of the source, without {@code #}; may be empty
 */
public record Proposal(
        Tier tier,
        String rule,
        int start,
        int end,
        @Nullable String after,
        String why,
        String guide) {

    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Proposal {
        Objects.requireNonNull(tier, "tier");
        if (!KEBAB.matcher(rule).matches()) {
            throw new IllegalArgumentException("rule must be kebab-case, but was '" + rule + "'");
        }
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "start and end must be a span, but were %d and %d".formatted(start, end));
        }
        if ((tier == Tier.MANUAL) != (after == null)) {
            throw new IllegalArgumentException(
                    "after must be null for MANUAL and for nothing else, but tier was " + tier);
        }
        if (why.isBlank()) {
            throw new IllegalArgumentException("why must say the reason of " + rule);
        }
    }

    /** An edit that means the same afterwards. */
    public static Proposal rewritten(
            String rule, int start, int end, String after, String why, String guide) {
        return new Proposal(Tier.REWRITTEN, rule, start, end, after, why, guide);
    }

    /** An edit that is applied with {@code --aggressive} only. */
    public static Proposal suggested(
            String rule, int start, int end, String after, String why, String guide) {
        return new Proposal(Tier.SUGGESTED, rule, start, end, after, why, guide);
    }

    /** Something for a person. */
    public static Proposal manual(String rule, int start, int end, String why, String guide) {
        return new Proposal(Tier.MANUAL, rule, start, end, null, why, guide);
    }

    /** Whether it would edit the file, given what was chosen. */
    public boolean applies(Choices choices) {
        return tier == Tier.REWRITTEN || (tier == Tier.SUGGESTED && choices.aggressive());
    }

    /** The same about a span elsewhere: for a part of a file that was looked at by itself. */
    public Proposal movedBy(int offset) {
        return new Proposal(tier, rule, start + offset, end + offset, after, why, guide);
    }
}
