package io.aigateway.sdk;

import io.aigateway.fixture.Bench;
import io.aigateway.fixture.CountingDoor;
import io.aigateway.fixture.Crowd;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayUnderTest;
import io.aigateway.fixture.UpstreamFiles;
import io.aigateway.sdk.Sdk.Question;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway to which every {@link Mishap} can happen, each at a provider of its own for each
 * library: what happened to one must not have opened a circuit for the next.
 */
final class FailureScene implements AutoCloseable {

    private static final int MOST_CALLS = 4;
    private static final String CHAT =
            "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    private final FakeProvider provider = FakeProvider.openAi();
    private final FakeProvider gone = FakeProvider.openAi().refusing();
    private final Bench bench;
    private final CountingDoor door;
    private final List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    private CountDownLatch gate = new CountDownLatch(0);

    private FailureScene(Path folder, int libraries) {
        bench =
                Bench.started(
                        folder,
                        Map.of("gateway.calls.max", Integer.toString(MOST_CALLS)),
                        files -> configured(files, libraries));
        door = CountingDoor.before(bench.gateway().port());
    }

    /** Starts everything. */
    static FailureScene started(Path folder, int libraries) {
        return new FailureScene(folder, libraries);
    }

    private UpstreamFiles configured(UpstreamFiles files, int libraries) {
        for (Mishap mishap : Mishap.values()) {
            files.waiting(mishap.patience()).limiting(mishap.limits());
            for (int library = 0; library <= libraries; library++) {
                files.openAi(row(mishap, library), mishap == Mishap.UNREACHABLE ? gone : provider);
            }
        }
        return files.waiting("60s").limiting("total: 60s");
    }

    private static String row(Mishap mishap, int library) {
        return "p" + mishap.ordinal() + "-" + library;
    }

    /** Lets it happen, and tells what to ask so that it does; 0 is no library but a bare caller. */
    Question arrange(Mishap mishap, int library) {
        provider.wellAgain();
        mishap.happenAt(provider);
        String key = key(mishap);
        door.requestsSinceLastAsked();
        return new Question(
                door.baseUrl(), key, row(mishap, library) + "/chat", mishap.callsATool());
    }

    private String key(Mishap mishap) {
        return switch (mishap) {
            case UNKNOWN_KEY -> "sk-aig-unknown";
            case NO_BUDGET -> newKey("\"spend_cap_cents\":0.0001");
            case TOO_MANY_AT_ONCE -> {
                String key = newKey("\"max_parallel\":1");
                hold(1, key);
                yield key;
            }
            case OVERLOADED -> {
                String key = newKey("\"max_parallel\":100");
                hold(MOST_CALLS, key);
                yield key;
            }
            default -> bench.gateway().adminKey();
        };
    }

    private String newKey(String limit) {
        HttpResponse<String> made =
                bench.gateway().post("/v1/keys", "{\"name\":\"n\"," + limit + "}");
        return GatewayUnderTest.json(made).path("key").asText();
    }

    /** Calls that stay under way until everything is put right. */
    private void hold(int calls, String key) {
        gate = new CountDownLatch(1);
        bench.calm();
        bench.provider("anthropic").waitingFor(gate);
        String body = CHAT.formatted("anthropic/chat", false, "Hello");
        for (int i = 0; i < calls; i++) {
            held.add(
                    CompletableFuture.supplyAsync(
                            () -> Crowd.ask(bench.gateway().baseUrl(), key, body)));
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (bench.asked() < calls) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the calls to be held did not begin");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The status that a bare caller gets. */
    HttpResponse<String> bareCall(Question question) {
        String body = CHAT.formatted(question.model(), true, JavaSdks.PROMPT);
        return Crowd.ask(question.baseUrl(), question.key(), body);
    }

    /** How many requests the library sent since the last arrangement. */
    int requests() {
        return door.requestsSinceLastAsked();
    }

    /** How many of them the provider got. */
    int asked() {
        return provider.requests().size();
    }

    /** Lets the calls end that were held. */
    void putRight() {
        gate.countDown();
        held.forEach(CompletableFuture::join);
        held.clear();
    }

    @Override
    public void close() {
        door.close();
        bench.close();
        provider.close();
    }
}
