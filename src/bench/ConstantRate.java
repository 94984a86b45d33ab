import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a constant rate, whatever the answers do, and prints how long they took from the moment each call was due: a
 * stall is charged to every call that it delayed.
 *
 * <p>{@code java ConstantRate.java RATE CALLS URL BODY-FILE [WARM-UP-URL]}, the key in BENCH_KEY. A warm-up address gets
 * 1,000 calls first, so that this program's own start is not measured. Prints {@code RESULT p50 p90 p99 max errors}, in
 * milliseconds.
 */
public final class ConstantRate {

    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_CALLS = 1_000;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final long intervalNanos;
    private final URI target;
    private final byte[] request;
    private final long[] latencies;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();

    private ConstantRate(int rate, int calls, URI target, byte[] body) {
        this.intervalNanos = 1_000_000_000L / rate;
        this.target = target;
        this.latencies = new long[calls];
        byte[] head =
                ("POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                                + "\r\nAuthorization: Bearer " + System.getenv("BENCH_KEY")
                                + "\r\nx-aig-tag: bench\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        this.request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
    }

    public static void main(String[] args) throws Exception {
        int rate = Integer.parseInt(args[0]);
        byte[] body = Files.readAllBytes(Path.of(args[3]));
        if (args.length > 4) {
            new ConstantRate(rate, WARM_UP_CALLS, URI.create(args[4]), body).run();
        }
        ConstantRate measured = new ConstantRate(rate, Integer.parseInt(args[1]), URI.create(args[2]), body);
        measured.run();
        measured.print();
    }

    private void run() throws InterruptedException {
        Thread[] threads = new Thread[CONNECTIONS];
        long start = System.nanoTime() + 100_000_000L;
        for (int i = 0; i < CONNECTIONS; i++) {
            threads[i] = new Thread(() -> work(start));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Takes the next call that is due; there are more connections than calls under way, so one is always free. */
    private void work(long start) {
        Socket socket = null;
        InputStream in = null;
        for (int call = next.getAndIncrement(); call < latencies.length; call = next.getAndIncrement()) {
            long due = start + call * intervalNanos;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            try {
                if (socket == null) {
                    socket = connect();
                    in = new BufferedInputStream(socket.getInputStream(), 16_384);
                }
                socket.getOutputStream().write(request);
                if (!answered(in)) {
                    errors.incrementAndGet();
                }
            } catch (IOException broken) {
                errors.incrementAndGet();
                socket = null;
            }
            latencies[call] = System.nanoTime() - due;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), TIMEOUT_MILLIS);
        return socket;
    }

    /** Reads one answer with a Content-Length to its end; true when it is a 200. */
    private static boolean answered(InputStream in) throws IOException {
        String status = line(in);
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without Content-Length");
        }
        in.skipNBytes(length);
        return status.contains(" 200 ");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void print() {
        Arrays.sort(latencies);
        System.out.printf(
                "RESULT %.2f %.2f %.2f %.2f %d%n", at(0.5), at(0.9), at(0.99), at(1), errors.get());
    }

    private double at(double share) {
        return latencies[Math.min(latencies.length - 1, (int) (latencies.length * share))] / 1e6;
    }
}
