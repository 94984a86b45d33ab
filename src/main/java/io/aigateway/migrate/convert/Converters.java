package io.aigateway.migrate.convert;

import io.aigateway.migrate.Converter;
import io.aigateway.migrate.convert.litellm.LiteLlmConverter;
import java.util.List;

/** Every converter there is. */
public final class Converters {

    private Converters() {}

    /** All of them. */
    public static List<Converter> all() {
        return List.of(new LiteLlmConverter());
    }
}
