package io.aigateway.camel;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * How providers are spoken to. The plan alone decides whether a provider is asked again: the client
 * would by itself repeat what was answered with 429 or 503, a second later and unseen. And answers
 * are asked for uncompressed, since a compressed stream cannot be relayed event by event, nor
 * dropped without reading it to its end.
 */
public final class ProviderHttpClient implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableContentCompression();
    }
}
