package io.aigateway.budget;

import com.knuddels.jtokkit.api.EncodingType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how many tokens a text has. A conversation sends everything that was said before again
 * with each of its calls, and all calls of an application share its system prompt, so most texts
 * come back.
 *
 * <p>What is kept is half of the text's SHA-256 and a number, never the text. Of the two
 * generations the older one is dropped when the younger is full, so at most twice {@link
 * #GENERATION} texts are remembered: about 3 MB.
 */
final class CountedTexts {

    /** Shorter texts are counted in less time than they are looked up. */
    static final int SHORTEST = 48;

    private static final int GENERATION = 16_384;

    private volatile Map<Key, Long> young = new ConcurrentHashMap<>();
    private volatile Map<Key, Long> old = Map.of();

    /** The number, when the text was counted lately. */
    OptionalLong find(Key key) {
        Long count = young.get(key);
        if (count == null) {
            count = old.get(key);
            if (count == null) {
                return OptionalLong.empty();
            }
            keep(key, count);
        }
        return OptionalLong.of(count);
    }

    /** Remembers a number. */
    void keep(Key key, long count) {
        Map<Key, Long> target = young;
        target.put(key, count);
        if (target.size() > GENERATION) {
            startGeneration(target);
        }
    }

    private synchronized void startGeneration(Map<Key, Long> full) {
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }

    /**
     * What a text is known by: 128 bits of its SHA-256 tell any two texts apart that will ever be
     * sent.
     *
     * @param high the first half of them
     * @param low the second half
     * @param type the vocabulary it was counted with
     */
    record Key(long high, long low, EncodingType type) {

        static Key of(String text, EncodingType type) {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8));
                ByteBuffer bytes = ByteBuffer.wrap(digest);
                return new Key(bytes.getLong(), bytes.getLong(), type);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }
}
