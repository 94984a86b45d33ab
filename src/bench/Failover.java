import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * What a failure costs those who are served nevertheless: {@code java Failover.java AIG FOLDER}, where AIG is the command
 * that starts the gateway. The providers, the callers and what they measure are in this process, the gateway in its own.
 * With and without the failure is always compared within one run, call by call in turn.
 */
public final class Failover {

    private static final int GONE = 300;
    private static final int MUTE = 60;
    private static final int LIMIT_MILLIS = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    /** More than wait for a provider that answers none: 150 calls a second, half a second each. */
    private static final int CALLERS = 160;
    private static final int RATE = 300;
    private static final Duration PHASE = Duration.ofSeconds(3);
    private static final String KEY = "sk-aig-bench-" + Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 62);
    private static final String BODY = "{\"model\":%s,\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"Which file is right for it?\"}]}";

    private final Provider well = new Provider();
    private final Provider sick = new Provider();
    private final Provider mute = new Provider();
    private int port;

    public static void main(String[] args) throws Exception {
        Failover bench = new Failover();
        Process gateway = bench.start(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]));
        try {
            bench.run();
        } finally {
            gateway.destroy();
            gateway.waitFor();
        }
        System.exit(0);
    }

    private void run() throws InterruptedException {
        mute.manner = Manner.MUTE;
        warmUp();
        System.out.println("| goal | measured | reached |\n|---|---|---|");
        refused();
        late();
        outage(Manner.REFUSES, "answers 503 to everything");
        outage(Manner.MUTE, "takes every call and answers none");
    }

    /** First asks every provider once: its route is made when it is first asked. */
    private void warmUp() throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        crowd(4, caller -> {
            for (int i = next.getAndIncrement(); i < GONE + MUTE; i = next.getAndIncrement()) {
                caller.ask(two(i < GONE ? "gone-" + i : "mute-" + (i - GONE), "well"), true);
            }
        });
        long end = System.nanoTime() + WARM_UP.toNanos();
        crowd(CALLERS, caller -> {
            while (System.nanoTime() < end) {
                caller.ask(alone("well"), true);
                caller.ask(two("sick", "well"), false);
            }
        });
    }

    /** Each call meets another provider that refuses connections, so no circuit breaker helps. */
    private void refused() {
        double[] straight = new double[GONE];
        double[] failedOver = new double[GONE];
        try (Caller caller = new Caller(port)) {
            for (int i = 0; i < GONE; i++) {
                straight[i] = caller.ask(alone("well"), false);
                failedOver[i] = caller.ask(two("gone-" + i, "well"), false);
            }
        }
        double added = at(failedOver, 0.5) - at(straight, 0.5);
        row(
                "failover from a provider that refuses connections adds less than 5 ms",
                "%.2f ms at the median (%.2f without, %.2f with it); %.2f ms at p99 (%.2f, %.2f); %d calls each"
                        .formatted(added, at(straight, 0.5), at(failedOver, 0.5), at(failedOver, 0.99) - at(straight, 0.99), at(straight, 0.99), at(failedOver, 0.99), GONE),
                added < 5);
    }

    /** To the first token of a stream, when the first provider says nothing within its limit. */
    private void late() {
        double[] straight = new double[MUTE];
        double[] failedOver = new double[MUTE];
        try (Caller caller = new Caller(port)) {
            for (int i = 0; i < MUTE; i++) {
                straight[i] = caller.ask(alone("well"), true);
                failedOver[i] = caller.ask(two("mute-" + i, "well"), true);
            }
        }
        double usual = at(straight, 0.5);
        double worst = at(failedOver, 0.99) - usual;
        row(
                "a limit of %d ms to the first token adds no more than %d ms".formatted(LIMIT_MILLIS, LIMIT_MILLIS + 20),
                "%.1f ms at the median, %.1f ms at p99 (first token without it %.2f ms); %d streams"
                        .formatted(at(failedOver, 0.5) - usual, worst, usual, MUTE),
                worst <= LIMIT_MILLIS + 20);
    }

    /** Before, during, before, during: what the machine does meanwhile meets both alike. */
    private void outage(Manner manner, String what) throws InterruptedException {
        double[] before = new double[0];
        double[] during = new double[0];
        double[] meeting = new double[0];
        for (int round = 0; round < 2; round++) {
            sick.manner = Manner.WELL;
            LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());
            before = joined(before, phase()[0]);
            sick.manner = manner;
            double[][] got = phase();
            during = joined(during, got[0]);
            meeting = joined(meeting, got[1]);
        }
        sick.manner = Manner.WELL;
        double ratio = at(during, 0.99) / at(before, 0.99);
        row(
                "while one provider " + what + ", the calls of another keep their p99 within 1.5 times",
                "%.2f times: p99 %.2f ms before, %.2f ms during (p50 %.2f, %.2f); calls that meet the failure and are served by the other: p50 %.2f ms, p99 %.2f ms; %d calls a second, half of them meet it"
                        .formatted(ratio, at(before, 0.99), at(during, 0.99), at(before, 0.5), at(during, 0.5), at(meeting, 0.5), at(meeting, 0.99), RATE),
                ratio <= 1.5);
    }

    /** Calls at a constant rate, timed from the moment they were due: to the healthy provider, and by way of the other. */
    private double[][] phase() throws InterruptedException {
        int calls = (int) (RATE * PHASE.toSeconds());
        double[] took = new double[calls];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + 200_000_000;
        crowd(CALLERS, caller -> {
            for (int call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
                long due = start + call * (1_000_000_000L / RATE);
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                caller.ask(call % 2 == 0 ? alone("well") : two("sick", "well"), false);
                took[call] = (System.nanoTime() - due) / 1e6;
            }
        });
        double[][] halves = new double[2][calls / 2];
        for (int i = 0; i < calls; i++) {
            halves[i % 2][i / 2] = took[i];
        }
        return halves;
    }

    private void crowd(int callers, Consumer<Caller> work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread thread = new Thread(() -> {
                try (Caller caller = new Caller(port)) {
                    work.accept(caller);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static String alone(String provider) {
        return "\"" + provider + "/m\"";
    }

    private static String two(String first, String second) {
        return "[" + alone(first) + "," + alone(second) + "]";
    }

    private static double[] joined(double[] one, double[] other) {
        return DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static void row(String goal, String measured, boolean reached) {
        System.out.println("| " + goal + " | " + measured + " | " + (reached ? "yes" : "NO") + " |");
    }

    /** Writes the configuration and starts the gateway on a free port. */
    private Process start(Path aig, Path folder) throws IOException {
        StringBuilder providers = new StringBuilder("providers:\n");
        StringBuilder models = new StringBuilder("models:\n");
        provider("well", well.port(), 30_000, providers, models);
        provider("sick", sick.port(), 500, providers, models);
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        for (int i = 0; i < GONE; i++) {
            provider("gone-" + i, closed, 30_000, providers, models);
        }
        for (int i = 0; i < MUTE; i++) {
            provider("mute-" + i, mute.port(), LIMIT_MILLIS, providers, models);
        }
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("providers.yaml"), providers);
        Files.writeString(config.resolve("models.yaml"), models);
        Files.writeString(config.resolve("rules.yaml"), "rules: []\n");
        Path log = folder.resolve("gateway.log");
        ProcessBuilder command =
                new ProcessBuilder(aig.toString(), "up", "--port", "0", "--config", config.toString(), "--data", folder.resolve("data").toString());
        command.environment().put("AIGATEWAY_ADMIN_KEY", KEY);
        Process gateway = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (port == 0 && gateway.isAlive()) {
            LockSupport.parkNanos(20_000_000);
            Files.readString(log).lines().filter(line -> line.startsWith("AIgateway is ready: ")).forEach(
                    line -> port = Integer.parseInt(line.replaceAll(".*:(\\d+)/v1", "$1")));
        }
        if (port == 0) {
            throw new IOException("the gateway did not start: " + Files.readString(log));
        }
        return gateway;
    }

    private static void provider(String id, int port, int millis, StringBuilder providers, StringBuilder models) {
        providers.append("  - {id: %s, base-url: \"http://127.0.0.1:%d/v1\", auth: none, timeouts: {first-byte: %dms}}\n".formatted(id, port, millis));
        models.append("  - {id: %s/m, price: {input: 2.50, output: 15.00}, limits: {context: 128000, output: 16384}, capabilities: [chat]}\n".formatted(id));
    }

    private enum Manner {
        WELL, REFUSES, MUTE
    }

    /** A provider that answers at once, refuses, or says nothing until it is hung up on. */
    private static final class Provider {

        private static final String ANSWER =
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"A flat one.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}";
        private static final String CHUNK =
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"A flat one.\"},\"finish_reason\":%s}]}\n\n";
        private static final String STREAM = CHUNK.formatted("null") + CHUNK.formatted("\"stop\"") + "data: [DONE]\n\n";

        private final ServerSocket door;
        volatile Manner manner = Manner.WELL;

        Provider() {
            try {
                door = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            daemon(this::accept);
        }

        int port() {
            return door.getLocalPort();
        }

        private void accept() {
            while (true) {
                try {
                    Socket socket = door.accept();
                    socket.setTcpNoDelay(true);
                    daemon(() -> serve(socket));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
                for (String request = message(in); request != null; request = message(in)) {
                    if (manner == Manner.MUTE) {
                        in.read();
                        return;
                    }
                    boolean stream = request.contains("\"stream\":true");
                    String body = stream ? STREAM : manner == Manner.WELL ? ANSWER : "{}";
                    String status = manner == Manner.WELL ? "200 OK" : "503 Service Unavailable";
                    String type = stream ? "text/event-stream" : "application/json";
                    String answer = "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, type, body.length(), body);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException hungUp) {
                return;
            }
        }

        private static void daemon(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** One connection to the gateway. */
    private static final class Caller implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;

        Caller(int port) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(20_000);
                in = new BufferedInputStream(socket.getInputStream(), 16_384);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Milliseconds to the end of an answer, or to the first token of a stream; both are read to their end. */
        double ask(String models, boolean stream) {
            String body = BODY.formatted(models, stream);
            String request = "POST /v1/chat/completions HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + KEY
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            try {
                long began = System.nanoTime();
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String status = line(in);
                if (!status.contains(" 200 ")) {
                    throw new IllegalStateException(models + ": " + status);
                }
                if (!stream) {
                    rest(in);
                    return (System.nanoTime() - began) / 1e6;
                }
                for (String line = line(in); !line.startsWith("data:"); line = line(in)) {}
                double took = (System.nanoTime() - began) / 1e6;
                for (String line = line(in); !line.equals("0"); line = line(in)) {}
                line(in);
                return took;
            } catch (IOException e) {
                throw new IllegalStateException(models, e);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A request with its body; null at the end. */
    private static String message(InputStream in) throws IOException {
        String first = line(in);
        return first == null ? null : first + rest(in);
    }

    private static String rest(InputStream in) throws IOException {
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase();
            length = lower.startsWith("content-length:") ? Integer.parseInt(lower.substring(15).strip()) : length;
            chunked |= lower.startsWith("transfer-encoding:");
        }
        if (!chunked) {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); ; size = Integer.parseInt(line(in), 16)) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            line(in);
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
