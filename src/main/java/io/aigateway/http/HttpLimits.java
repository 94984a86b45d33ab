package io.aigateway.http;

import io.aigateway.config.DurationText;
import io.aigateway.error.ConfigException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What callers may use up.
 *
 * @param maxBodyBytes the largest request body
 * @param bodiesBytes the most bytes of large bodies that are held at once
 * @param patience how long callers may take
 */
public record HttpLimits(long maxBodyBytes, long bodiesBytes, Patience patience) {

    /**
     * The limits that the settings tell.
     *
     * @param settings gives a setting's text by its key
     */
    public static HttpLimits of(UnaryOperator<String> settings) {
        long percent = number(settings, "gateway.http.bodies-percent");
        if (percent < 1 || percent > 90) {
            throw new ConfigException(
                    "gateway.http.bodies-percent must be 1 to 90, but was " + percent);
        }
        long largest = number(settings, "gateway.http.max-body-bytes");
        return new HttpLimits(
                largest,
                Math.max(largest, Runtime.getRuntime().maxMemory() / 100 * percent),
                new Patience(
                        duration(settings, "gateway.http.head-timeout"),
                        duration(settings, "gateway.http.body-timeout"),
                        duration(settings, "gateway.http.idle-timeout"),
                        duration(settings, "gateway.http.reader-timeout")));
    }

    private static long number(UnaryOperator<String> settings, String key) {
        String text = settings.apply(key);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new ConfigException(key + " must be a whole number, but was '" + text + "'");
        }
    }

    /** A setting that is a duration. */
    public static Duration duration(UnaryOperator<String> settings, String key) {
        try {
            return DurationText.parse(settings.apply(key));
        } catch (IllegalArgumentException notADuration) {
            throw new ConfigException(key + " " + notADuration.getMessage());
        }
    }
}
