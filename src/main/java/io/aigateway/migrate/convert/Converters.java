package io.aigateway.migrate.convert;

import io.aigateway.migrate.Converter;
import io.aigateway.migrate.convert.litellm.LiteLlmConverter;
import io.aigateway.migrate.convert.portkey.PortkeyConverter;
import java.util.List;

/** Every converter there is. */
public final class Converters {

    private Converters() {}

    /** All of them. */
    public static List<Converter> all() {
        return List.of(new LiteLlmConverter(), new PortkeyConverter());
    }
}
