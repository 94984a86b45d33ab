import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A provider that answers every POST with a slow stream: 20 tokens, one every 250 ms, each of which names the moment it
 * was sent ({@code t=NANOS;}, of System.nanoTime). {@code java SlowStub.java PORT}. One thread, any number of streams.
 */
public final class SlowStub {

    private static final int TOKENS = 20;
    private static final long GAP_NANOS = 250_000_000L;
    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String CHUNK =
            "data: {\"id\":\"chatcmpl-slow\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                    + "\"model\":\"slow\",\"choices\":[{\"index\":0,\"delta\":{%s},\"finish_reason\":%s}]}\n\n";

    private final PriorityQueue<Connection> waiting =
            new PriorityQueue<>(Comparator.comparingLong(connection -> connection.dueNanos));

    public static void main(String[] args) throws IOException {
        new SlowStub().serve(Integer.parseInt(args[0]));
    }

    private void serve(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", port), 4096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            long millis = waiting.isEmpty() ? 1_000 : (waiting.peek().dueNanos - System.nanoTime()) / 1_000_000;
            if (millis > 0) {
                selector.select(millis);
            } else {
                selector.selectNow();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept(server, selector);
                } else {
                    read(key);
                }
            }
            selector.selectedKeys().clear();
            sendWhatIsDue();
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    private void read(SelectionKey key) throws IOException {
        Connection connection = (Connection) key.attachment();
        if (!connection.read()) {
            waiting.remove(connection);
            key.cancel();
            connection.channel.close();
        } else if (connection.requestIsWhole()) {
            connection.begin();
            waiting.add(connection);
        }
    }

    private void sendWhatIsDue() throws IOException {
        while (!waiting.isEmpty() && waiting.peek().dueNanos <= System.nanoTime()) {
            Connection connection = waiting.poll();
            if (connection.sendNext()) {
                waiting.add(connection);
            }
        }
    }

    private static final class Connection {

        final SocketChannel channel;
        final ByteBuffer request = ByteBuffer.allocate(LARGEST_REQUEST);
        int sent;
        long dueNanos;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        /** False when the caller has left. */
        boolean read() {
            try {
                return channel.read(request) >= 0;
            } catch (IOException broken) {
                return false;
            }
        }

        boolean requestIsWhole() {
            String text = new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            int at = text.toLowerCase().indexOf("content-length:");
            if (end < 0 || at < 0 || at > end) {
                return false;
            }
            int length = Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).strip());
            return request.position() >= end + 4 + length;
        }

        void begin() {
            request.clear();
            sent = 0;
            dueNanos = System.nanoTime();
        }

        /** Sends a token, or the end; true when there is more. */
        boolean sendNext() {
            String text = sent == 0 ? HEAD : "";
            boolean more = sent < TOKENS;
            if (more) {
                String content = "\"content\":\"t=" + System.nanoTime() + "; \"";
                text += chunked(CHUNK.formatted(content, "null"));
            } else {
                text += chunked(CHUNK.formatted("", "\"stop\"") + "data: [DONE]\n\n") + "0\r\n\r\n";
            }
            sent++;
            dueNanos += GAP_NANOS;
            try {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                return more;
            } catch (IOException left) {
                return false;
            }
        }

        private static String chunked(String text) {
            return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        }
    }
}
