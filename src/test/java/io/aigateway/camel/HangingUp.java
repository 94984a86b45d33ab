package io.aigateway.camel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that closes each connection after one reply: with an answer it promised to keep it,
 * with a refusal it said so.
 */
final class HangingUp implements AutoCloseable {

    private static final String BODY =
            "{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"}}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";

    private final ServerSocket server;
    private final int status;
    private final AtomicInteger requests = new AtomicInteger();

    private HangingUp(ServerSocket server, int status) {
        this.server = server;
        this.status = status;
    }

    static HangingUp answering(int status) throws IOException {
        HangingUp provider =
                new HangingUp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), status);
        Thread thread = new Thread(provider::serve, "hanging-up");
        thread.setDaemon(true);
        thread.start();
        return provider;
    }

    int port() {
        return server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    private void serve() {
        try {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    answer(connection);
                }
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                connection.getInputStream(), StandardCharsets.ISO_8859_1));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        requests.incrementAndGet();
        OutputStream out = connection.getOutputStream();
        out.write(reply().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String reply() {
        String promise = status == 200 ? "Keep-Alive: timeout=60" : "Connection: close";
        return "HTTP/1.1 %d Told\r\nContent-Type: application/json\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, promise, BODY.length(), BODY);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
