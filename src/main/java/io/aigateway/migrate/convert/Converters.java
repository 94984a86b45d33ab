package io.aigateway.migrate.convert;

import io.aigateway.migrate.Converter;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.TreeConverter;
import io.aigateway.migrate.convert.calls.CallConverter;
import io.aigateway.migrate.convert.helicone.HeliconeConverter;
import io.aigateway.migrate.convert.litellm.LiteLlmConverter;
import io.aigateway.migrate.convert.portkey.PortkeyConverter;
import java.util.List;

/** Every converter there is. */
public final class Converters {

    private Converters() {}

    /** All of them. */
    public static List<Converter> all() {
        return List.of(new LiteLlmConverter(), new PortkeyConverter(), new HeliconeConverter());
    }

    /** Those that look at a whole tree. */
    public static List<TreeConverter> ofTrees() {
        return List.of(
                new CallConverter(Source.OPENROUTER, "OpenRouter"),
                new CallConverter(Source.REQUESTY, "Requesty"));
    }
}
