package io.aigateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server under the {@code platform-http} routes. It differs from Camel's own in three
 * ways: calls run on threads that do not run out, the port opens only when {@link #listen} is
 * called (so nobody meets a gateway whose routes are not up), and a {@link Door} stands in front of
 * the routes.
 */
public final class GatewayServer extends VertxPlatformHttpServer {

    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    private static final int BACKLOG = 4_096;

    private final VertxPlatformHttpServerConfiguration settings;
    private final String host;
    private final int port;
    private final HttpLimits limits;
    private @Nullable Vertx vertx;
    private @Nullable HttpServer server;

    public GatewayServer(String host, int port, HttpLimits limits) {
        this(configuration(host, port, limits.maxBodyBytes()), host, port, limits);
    }

    private GatewayServer(
            VertxPlatformHttpServerConfiguration settings,
            String host,
            int port,
            HttpLimits limits) {
        super(settings);
        this.settings = settings;
        this.host = host;
        this.port = port;
        this.limits = limits;
    }

    private static VertxPlatformHttpServerConfiguration configuration(
            String host, int port, long maxBodyBytes) {
        VertxPlatformHttpServerConfiguration configuration =
                new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        configuration.setMaxBodySize(maxBodyBytes);
        configuration.getBodyHandler().setHandleFileUploads(false);
        configuration.getBodyHandler().setMergeFormAttributes(false);
        return configuration;
    }

    /** Starts the event loops; the instance is to be found in the registry by those who need it. */
    public Vertx openVertx() {
        VertxOptions options = new VertxOptions().setFileSystemOptions(noFileCache());
        Vertx created =
                new VertxBuilder(options)
                        .executorServiceFactory(
                                (threads, concurrency, max) -> RequestThreads.create())
                        .init()
                        .vertx();
        vertx = created;
        return created;
    }

    /** What the platform's components look up to find this server. */
    public VertxPlatformHttpServerConfiguration settings() {
        return settings;
    }

    private static FileSystemOptions noFileCache() {
        return new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false);
    }

    /** Does nothing: the routes are prepared now, the port opens with {@link #listen}. */
    @Override
    protected void startServer() {}

    /** Opens the port; from here on callers are served. Fails when the port is taken. */
    public int listen() {
        Vertx started = Objects.requireNonNull(vertx, "the server has not been started");
        Router routes =
                VertxPlatformHttpRouter.lookup(
                        getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(port));
        BodyMemory memory = new BodyMemory(limits.bodiesBytes());
        HttpServer opened =
                started.createHttpServer(options())
                        .connectionHandler(
                                caller -> CallerConnection.watch(caller, limits.patience(), memory))
                        .requestHandler(
                                Door.before(
                                        started, routes, getCamelContext(), limits.maxBodyBytes()))
                        .listen(port, host)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        server = opened;
        return opened.actualPort();
    }

    /**
     * Where several routes take the same requests, the newest takes them from now on; requests that
     * another has begun end there.
     */
    public void preferNewest() {
        Router routes =
                VertxPlatformHttpRouter.lookup(
                        getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(port));
        Map<String, Route> newest = new HashMap<>();
        for (Route route : routes.getRoutes()) {
            if (route.getPath() != null) {
                Route older = newest.put(route.getPath() + " " + route.methods(), route);
                if (older != null) {
                    older.remove();
                }
            }
        }
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true);
    }

    /** Does nothing: the port is closed by {@link #closePort}, before the routes stop. */
    @Override
    protected void stopServer() {}

    /** Takes no more connections. */
    public void closePort() {
        HttpServer open = server;
        if (open != null) {
            open.close().toCompletionStage().toCompletableFuture().join();
            server = null;
        }
    }

    /** Stops the event loops; the last thing to do. */
    public void closeVertx() {
        Vertx running = vertx;
        if (running != null) {
            running.close().toCompletionStage().toCompletableFuture().join();
            vertx = null;
        }
    }
}
