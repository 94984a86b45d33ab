package io.aigateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;

/**
 * Prints one answer of a model, whole or as it arrives, and insists that it is complete: a half
 * answer is a {@link CommandFailure} however politely the connection ended.
 */
final class ChatPrinter {

    private static final String CUT_OFF = "the answer was cut off: ";
    private static final Set<String> EARLY_ENDS = Set.of("length", "content_filter");

    private final Shell shell;
    private String finishReason = "";
    private boolean atLineStart = true;
    private boolean unread;

    ChatPrinter(Shell shell) {
        this.shell = shell;
    }

    /** Prints the answer as it arrives, up to {@code [DONE]}. */
    void print(EventStream events) {
        try {
            readToTheEnd(events);
        } catch (IOException e) {
            throw CommandFailure.no(CUT_OFF + "the connection broke (" + e.getMessage() + ")");
        } finally {
            endLine();
        }
        insistOnAnEnd();
    }

    /** Prints an answer that came as one piece. */
    void print(JsonNode answer) {
        refuseError(answer);
        JsonNode choice = answer.path("choices").path(0);
        printText(choice.path("message"));
        endLine();
        finishReason = choice.path("finish_reason").asText("");
        insistOnAnEnd();
    }

    private void readToTheEnd(EventStream events) throws IOException {
        for (ServerEvent event = events.next(); !unread; event = events.next()) {
            if (event == null) {
                throw CommandFailure.no(CUT_OFF + "the stream ended without [DONE]");
            }
            if (event.data().equals("[DONE]")) {
                return;
            }
            read(event);
        }
    }

    private void read(ServerEvent event) {
        JsonNode chunk = parsed(event);
        if (event.name().equals("error") && !chunk.has("error")) {
            throw brokenOff(chunk);
        }
        refuseError(chunk);
        JsonNode choice = chunk.path("choices").path(0);
        printText(choice.path("delta"));
        finishReason = choice.path("finish_reason").asText(finishReason);
    }

    private static JsonNode parsed(ServerEvent event) {
        try {
            return Json.parse(event.data());
        } catch (JsonProcessingException e) {
            throw CommandFailure.no(CUT_OFF + "an event of the stream is not JSON");
        }
    }

    private void printText(JsonNode message) {
        for (String field : new String[] {"content", "refusal"}) {
            String text = message.path(field).asText("");
            if (!text.isEmpty()) {
                shell.out().print(shell.terminal() ? TerminalText.withoutControls(text) : text);
                atLineStart = text.endsWith("\n");
                // Flushes, and notices a reader that left ('aig call … | head -1').
                unread = shell.out().checkError();
            }
        }
    }

    private void endLine() {
        if (!atLineStart) {
            shell.out().println();
            shell.out().flush();
            atLineStart = true;
        }
    }

    private void insistOnAnEnd() {
        if (unread) {
            return;
        }
        if (finishReason.isEmpty()) {
            throw CommandFailure.no(CUT_OFF + "it ended without a finish_reason");
        }
        if (EARLY_ENDS.contains(finishReason)) {
            shell.note("the model stopped early: " + finishReason);
        }
    }

    private static void refuseError(JsonNode answer) {
        if (answer.has("error") && !answer.path("error").isNull()) {
            throw brokenOff(answer.path("error"));
        }
    }

    private static CommandFailure brokenOff(JsonNode error) {
        return CommandFailure.no("the answer broke off: " + Refusal.sentence(error));
    }
}
