import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads many slow streams at once and compares the gap between two tokens here with the gap at which {@link SlowStub}
 * sent them. {@code java SlowStreams.java STREAMS URL MODEL}, the key in BENCH_KEY. Prints {@code RESULT finished p50
 * p99 max first-p99}: the streams that ended with [DONE], how much gaps differ, and the way of a first token, in
 * milliseconds.
 */
public final class SlowStreams {

    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final Pattern TOKEN = Pattern.compile("t=(\\d+);");

    private final List<Double> differences = new ArrayList<>();
    private final List<Double> firstTokens = new ArrayList<>();
    private int open;
    private int finished;

    public static void main(String[] args) throws IOException {
        new SlowStreams().run(Integer.parseInt(args[0]), URI.create(args[1]), args[2]);
    }

    private void run(int streams, URI target, String model) throws IOException {
        Selector selector = Selector.open();
        ByteBuffer request = request(target, model);
        for (int i = 0; i < streams; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.getHost(), target.getPort()));
            channel.write(request.duplicate());
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Stream());
            open++;
            readWhatIsThere(selector, 0);
        }
        long end = System.nanoTime() + LIMIT_NANOS;
        while (open > 0 && System.nanoTime() < end) {
            readWhatIsThere(selector, 100);
        }
        Collections.sort(differences);
        Collections.sort(firstTokens);
        System.out.printf(
                "RESULT %d %.1f %.1f %.1f %.1f%n",
                finished, at(differences, 0.5), at(differences, 0.99), at(differences, 1), at(firstTokens, 0.99));
        System.exit(0);
    }

    private static ByteBuffer request(URI target, String model) {
        String body =
                "{\"model\":\"" + model + "\",\"stream\":true,\"max_tokens\":64,\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"Slowly, please.\"}]}";
        String head =
                "POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                        + "\r\nAuthorization: Bearer " + System.getenv("BENCH_KEY")
                        + "\r\nx-aig-tag: bench\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n";
        return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    private void readWhatIsThere(Selector selector, long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Stream stream = (Stream) key.attachment();
            if (stream.read((SocketChannel) key.channel())) {
                open--;
                finished += stream.done ? 1 : 0;
                key.channel().close();
            }
        }
        selector.selectedKeys().clear();
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    private final class Stream {

        private final ByteBuffer buffer = ByteBuffer.allocate(16_384);
        private String unread = "";
        private long lastSent;
        private long lastSeen;
        boolean done;

        /** True when the stream is over, whichever way. */
        boolean read(SocketChannel channel) {
            buffer.clear();
            int count;
            try {
                count = channel.read(buffer);
            } catch (IOException broken) {
                return true;
            }
            if (count < 0) {
                return true;
            }
            long now = System.nanoTime();
            unread += new String(buffer.array(), 0, count, StandardCharsets.ISO_8859_1);
            Matcher token = TOKEN.matcher(unread);
            int read = 0;
            while (token.find()) {
                note(Long.parseLong(token.group(1)), now);
                read = token.end();
            }
            done = unread.contains("data: [DONE]");
            unread = unread.substring(read);
            return done;
        }

        private void note(long sent, long seen) {
            if (lastSent == 0) {
                firstTokens.add((seen - sent) / 1e6);
            } else {
                differences.add(Math.abs((seen - lastSeen) - (sent - lastSent)) / 1e6);
            }
            lastSent = sent;
            lastSeen = seen;
        }
    }
}
