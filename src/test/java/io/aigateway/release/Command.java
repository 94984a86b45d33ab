package io.aigateway.release;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the release, and what came of it. */
final class Command implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path err;

    private Command(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /**
     * What a command that ended left behind.
     *
     * @param exit its exit code
     * @param out standard output
     * @param err standard error
     */
    record Result(int exit, String out, String err) {}

    /** Starts a command in a folder; variables that begin with AIGATEWAY_ are only those given. */
    static Command start(Path folder, Map<String, String> variables, List<String> words) {
        try {
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(folder.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AIGATEWAY_"));
            builder.environment().putAll(variables);
            return new Command(builder.start(), err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    static Result run(Path folder, Map<String, String> variables, List<String> words) {
        try (Command command = start(folder, variables, words)) {
            String out =
                    new String(
                            command.process.getInputStream().readAllBytes(),
                            StandardCharsets.UTF_8);
            return new Result(command.exit(), out, Files.readString(command.err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads standard output up to the first line that begins so; fails when it never comes. */
    String lineThatStartsWith(String start) {
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
            }
            throw new AssertionError(
                    "ended without saying '" + start + "': " + Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, as a service manager does. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end and answers its exit code. */
    int exit() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still runs after " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
