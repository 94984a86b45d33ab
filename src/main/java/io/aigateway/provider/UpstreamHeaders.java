package io.aigateway.provider;

import io.aigateway.call.Call;
import io.aigateway.catalog.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The headers of a request to a provider: its key, its fixed headers, and the few of the caller's
 * that may pass.
 */
final class UpstreamHeaders {

    /**
     * Feature switches and versions; never credentials, and nothing that could steer the call
     * elsewhere.
     */
    private static final List<String> PASSED_ON = List.of("anthropic-beta", "openai-beta");

    private UpstreamHeaders() {}

    static Map<String, String> of(Call call) {
        Provider provider = call.candidate().provider();
        Map<String, String> headers = new HashMap<>(provider.headers());
        headers.put("Content-Type", "application/json");
        headers.put("Accept", call.request().stream() ? "text/event-stream" : "application/json");
        headers.put("User-Agent", "AIgateway");
        String own = call.credentials().byProvider().get(provider.id());
        headers.putAll(provider.auth().headersFor(own == null ? provider.apiKey() : own));
        for (String name : PASSED_ON) {
            String value = call.headers().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
