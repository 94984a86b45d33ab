package io.aigateway.sdk;

import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.Faults;
import java.util.function.Consumer;

/** What goes wrong with a stream: the rows of the table in {@code docs/faults.md}. */
enum Mishap {
    RESET("the connection is reset", "You said: Tell ", p -> p.cutting(4)),
    RESET_INSIDE_AN_EVENT(
            "the connection is reset inside an event",
            "You said: ",
            p -> p.doing(Faults.resettingAfter(700))),
    CLOSED_EARLY(
            "the connection is closed, the body is not whole",
            "You said: ",
            p -> p.doing(Faults.halfClosingAfter(700))),
    ENDED_EARLY("it ends without a finish reason", "You said: Tell ", p -> p.ending(4)),
    DONE_EARLY(
            "`[DONE]` without a finish reason",
            "You said: Tell ",
            p -> p.doing(Faults.markingTheEndAfter(4))),
    STALLED("it says nothing more", "You said: Tell ", p -> p.stalling(4)),
    ENDLESS("it takes longer than `total`", "You said: ", p -> p.stalling(3)),
    ERROR_EVENT(
            "an error event",
            "You said: Tell ",
            p -> p.blurting(4, "event: error\n" + Texts.ERROR)),
    ERROR_CHUNK("an error as a chunk", "You said: Tell ", p -> p.blurting(4, Texts.ERROR)),
    FINISH_REASON_ERROR(
            "the finish reason is `error`",
            "You ",
            p -> p.doing(Faults.streaming(Texts.WORD, Texts.FINISHED, "data: [DONE]\n\n"))),
    MALFORMED(
            "an event that is not JSON",
            "You said: Tell ",
            p -> p.blurting(4, "data: {\"choices\":[{\"delta\":{\"content\":\"half\n\n")),
    TOO_LARGE(
            "an event of more than 8 MB",
            "You ",
            p ->
                    p.doing(
                            Faults.neverEndingItsBody(
                                    "text/event-stream", Texts.WORD + "data: {\"x\":\"", "x"))),
    CUT_TOOL_CALL("reset inside a tool call", "{\"cit", p -> p.cutting(3)),

    UNREACHABLE("the provider refuses connections", 502, p -> {}),
    NO_ANSWER("it does not answer", 504, FakeProvider::hanging),
    RESET_FIRST("the connection is reset before the first word", 502, p -> p.cutting(1)),
    ERROR_BODY(
            "200 with an error as its body",
            502,
            p -> p.answering(200, "{\"error\":{\"message\":\"Upset\",\"code\":500}}")),
    HTML(
            "200 with a page of HTML",
            502,
            p -> p.answering(200, "<html>", "content-type", "text/html")),
    STATUS_400("400", 400, p -> p.failing(9, 400)),
    STATUS_401("401, our key is refused", 502, p -> p.failing(9, 401)),
    STATUS_402("402, no credit of ours is left", 503, p -> p.failing(9, 402)),
    STATUS_404("404", 404, p -> p.failing(9, 404)),
    STATUS_429("429", 429, p -> p.failing(9, 429)),
    STATUS_500("500", 502, p -> p.failing(9, 500)),
    STATUS_503("503", 502, p -> p.failing(9, 503)),

    UNKNOWN_KEY("the gateway does not know the key", 401, p -> {}),
    NO_BUDGET("the budget is spent", 402, p -> {}),
    TOO_MANY_AT_ONCE("the key has too many calls under way", 429, p -> {}),
    OVERLOADED("the gateway is full", 503, p -> {});

    /** The status under which an error comes after the first word. */
    static final int INSIDE_THE_STREAM = 200;

    private final String title;
    private final int told;
    private final String text;
    private final Consumer<FakeProvider> manner;

    Mishap(String title, String text, Consumer<FakeProvider> manner) {
        this(title, INSIDE_THE_STREAM, text, manner);
    }

    Mishap(String title, int told, Consumer<FakeProvider> manner) {
        this(title, told, "", manner);
    }

    Mishap(String title, int told, String text, Consumer<FakeProvider> manner) {
        this.title = title;
        this.told = told;
        this.text = text;
        this.manner = manner;
    }

    /** Its heading in the table. */
    String title() {
        return title;
    }

    /** The status that the caller gets. */
    int told() {
        return told;
    }

    /** What the caller has of the answer when it happens, at most. */
    String text() {
        return text;
    }

    /** The limits of the provider's row: wide ones, but for the limit that it is about. */
    String limits() {
        return switch (this) {
            case STALLED -> "between-events: 800ms";
            case ENDLESS -> "total: 2s";
            default -> "total: 60s";
        };
    }

    /** How long the provider may take to its first word. */
    String patience() {
        return switch (this) {
            case NO_ANSWER -> "1s";
            case ENDLESS -> "2s";
            default -> "60s";
        };
    }

    /** Lets it happen at a provider. */
    void happenAt(FakeProvider provider) {
        manner.accept(provider);
    }

    /** Whether it happens while the model calls a tool. */
    boolean callsATool() {
        return this == CUT_TOOL_CALL;
    }

    /** How many requests the provider gets for each that the gateway gets. */
    int asked() {
        return this == UNREACHABLE || compareTo(UNKNOWN_KEY) >= 0 ? 0 : 1;
    }

    /** What providers say; enum constants may not name constants of their own enum. */
    private static final class Texts {

        static final String ERROR =
                "data: {\"error\":{\"message\":\"Upset\",\"type\":\"server_error\"}}\n\n";
        static final String WORD = chunk("{\"role\":\"assistant\",\"content\":\"You \"}", "null");
        static final String FINISHED = chunk("{}", "\"error\"");

        private static String chunk(String delta, String reason) {
            return "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
                            .formatted(delta, reason);
        }
    }
}
