package io.aigateway.docs;

import io.aigateway.fixture.GatewayUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The blocks of a page, run one after the other in one shell, as a reader would: variables that a
 * block sets are there in the next. A small script named {@code curl} in front of the real one
 * notes the status of every call.
 *
 * @param statusesByLine the statuses that the calls of each block got, by the block's line
 * @param output what the shell wrote
 */
record CurlSession(Map<Integer, List<Integer>> statusesByLine, String output) {

    private static final String DOCUMENTED = "127.0.0.1:8080";
    private static final int SECONDS = 60;
    private static final String WRAPPER =
            """
            #!/bin/sh
            status=$("%s" -sS --max-time 20 -o "%s" -w '%%{http_code}' "$@")
            echo "$status" >> "%s"
            cat "%2$s"
            """;

    /** The real curl, where there is one and a bash to run blocks with. */
    static Optional<Path> curl() {
        return onThePath("bash").flatMap(bash -> onThePath("curl"));
    }

    private static Optional<Path> onThePath(String command) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path file = Path.of(folder, command);
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    static CurlSession run(Path folder, Path curl, GatewayUnderTest gateway, List<DocBlock> blocks)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "shell");
        Path notes = Files.createFile(home.resolve("statuses"));
        Path wrapper = Files.createDirectory(home.resolve("bin")).resolve("curl");
        Files.writeString(wrapper, WRAPPER.formatted(curl, home.resolve("body"), notes));
        if (!wrapper.toFile().setExecutable(true)) {
            throw new IOException("a script cannot be made executable");
        }
        Path script = home.resolve("script");
        Files.writeString(script, script(blocks, notes, gateway.port()));
        Path output = home.resolve("output");
        ProcessBuilder shell =
                new ProcessBuilder("bash", script.toString())
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        shell.environment().put("AIGATEWAY_API_KEY", gateway.adminKey());
        shell.environment().merge("PATH", "", (old, none) -> wrapper.getParent() + ":" + old);
        Process process = shell.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new CurlSession(read(notes), Files.readString(output));
    }

    private static String script(List<DocBlock> blocks, Path notes, int port) {
        StringBuilder script = new StringBuilder();
        for (DocBlock block : blocks) {
            script.append("echo line ").append(block.line()).append(" >> ").append(notes);
            script.append('\n');
            script.append(block.text().replace(DOCUMENTED, "127.0.0.1:" + port)).append('\n');
        }
        return script.toString();
    }

    private static Map<Integer, List<Integer>> read(Path notes) throws IOException {
        Map<Integer, List<Integer>> statuses = new HashMap<>();
        List<Integer> current = new ArrayList<>();
        for (String note : Files.readAllLines(notes)) {
            if (note.startsWith("line ")) {
                current = new ArrayList<>();
                statuses.put(Integer.parseInt(note.substring(5)), current);
            } else {
                current.add(Integer.parseInt(note));
            }
        }
        return statuses;
    }

    /** The statuses of a block's calls, in order. */
    List<Integer> statuses(DocBlock block) {
        return statusesByLine.getOrDefault(block.line(), List.of());
    }
}
