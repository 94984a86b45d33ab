package io.aigateway.camel;

import java.io.IOException;
import java.net.SocketException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * How providers are called: each request once, because the plan alone decides what is tried again.
 * (The client's own habit is to wait a second and repeat what was answered with 429 or 503.)
 *
 * <p>Answers are asked for uncompressed, since a compressed stream cannot be relayed event by
 * event, nor dropped without reading it to its end.
 *
 * <p>A head of an answer has an upper limit: {@value #MOST_HEADERS} headers of {@value
 * #LONGEST_HEADER} bytes.
 *
 * <p>The one exception is no second try of the provider: a kept connection that had served an
 * earlier call, and turns out to be closed before a byte of the answer came, is replaced by a fresh
 * one. Servers such as that of llama.cpp promise to keep a connection after a stream, and close it.
 */
public final class ProviderHttpClient implements HttpClientConfigurer {

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_HEADERS = 500;

    private final int connections;

    /**
     * Calls providers.
     *
     * @param connections how many connections to one provider may be open
     */
    public ProviderHttpClient(int connections) {
        this.connections = connections;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setRetryStrategy(new OnFreshConnection());
        client.disableContentCompression();
        InFlightClient.addTo(client);
        client.setConnectionManager(pool());
    }

    /** The client's own readers take a head of any size. */
    private HttpClientConnectionManager pool() {
        Http1Config heads =
                Http1Config.custom()
                        .setMaxLineLength(LONGEST_HEADER)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder().http1Config(heads).build())
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .build();
    }

    private static final class OnFreshConnection implements HttpRequestRetryStrategy {

        @Override
        public boolean retryRequest(
                HttpRequest request, IOException failure, int tries, HttpContext context) {
            return tries == 1 && closedUnread(failure) && servedBefore(context);
        }

        @Override
        public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
            return false;
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
            return TimeValue.ZERO_MILLISECONDS;
        }

        private static boolean closedUnread(IOException failure) {
            return failure instanceof NoHttpResponseException || failure instanceof SocketException;
        }

        private static boolean servedBefore(HttpContext context) {
            EndpointDetails connection = HttpCoreContext.cast(context).getEndpointDetails();
            return connection != null && connection.getResponseCount() > 0;
        }
    }
}
