package io.aigateway.camel;

import io.aigateway.event.TargetRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * How receivers of webhooks are called. The address that is really connected to is looked at, so a
 * name that pointed elsewhere when its webhook was made leads nowhere inside. Redirects are not
 * followed, nothing is repeated by itself, and after ten seconds the connection is cut, however
 * slowly the receiver keeps it alive.
 */
public final class WebhookHttpClient implements HttpClientConfigurer {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 100;
    private static final int CONNECTIONS_PER_RECEIVER = 4;

    private final TargetRules targets;
    private final ScheduledExecutorService cutter =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "cut-webhooks");
                        thread.setDaemon(true);
                        return thread;
                    });

    public WebhookHttpClient(TargetRules targets) {
        this.targets = targets;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManagerShared(false);
        client.setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Guard(targets))
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS_PER_RECEIVER)
                        .build());
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.disableContentCompression();
        client.disableCookieManagement();
        client.addExecInterceptorFirst("cut", this::cutting);
    }

    private ClassicHttpResponse cutting(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (scope.originalRequest instanceof Cancellable cancellable) {
            cutter.schedule(cancellable::cancel, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return chain.proceed(request, scope);
    }

    /** Looks names up, and refuses those that lead inside. */
    private static final class Guard extends SystemDefaultDnsResolver {

        private final TargetRules targets;

        Guard(TargetRules targets) {
            this.targets = targets;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = super.resolve(host);
            if (!targets.allows(found)) {
                throw new UnknownHostException("the address is inside this network");
            }
            return found;
        }
    }
}
