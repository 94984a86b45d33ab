package io.aigateway.migrate.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source's container images in Dockerfiles and in scripts. */
final class DockerImages {

    private static final Pattern FROM =
            Pattern.compile(
                    "(?mi)^(?:FROM[ \\t]+(?:--platform=\\S+[ \\t]+)?|ARG[ \\t]+\\w+=[\"']?)([^\\s\"']+)");
    private static final Pattern CMD = Pattern.compile("(?mi)^CMD[ \\t]+(\\[.*\\])[ \\t]*$");
    private static final Pattern PORT = Pattern.compile("--port\"?[ ,=]*\"?(\\d+)");
    private static final Pattern ADDED = Pattern.compile("(?mi)^(?:COPY|ADD)[ \\t].*\\.ya?ml.*$");
    private static final Pattern WORD = Pattern.compile("[^\\s\"'=`]+/[^\\s\"'`]+");

    private DockerImages() {}

    /** Builds on our image instead. */
    static void propose(Edits edits) {
        Matcher from = FROM.matcher(edits.text());
        boolean exchanged = false;
        while (from.find()) {
            if (Containers.isTheSources(from.group(1), edits.migration().facts())) {
                exchanged = true;
                edits.rewritten(
                        "image",
                        from.start(1),
                        from.end(1),
                        Containers.IMAGE,
                        "the gateway's image");
            }
        }
        if (exchanged) {
            arguments(edits);
        }
    }

    private static void arguments(Edits edits) {
        Matcher cmd = CMD.matcher(edits.text());
        while (cmd.find()) {
            Matcher port = PORT.matcher(cmd.group(1));
            edits.suggested(
                    "command",
                    cmd.start(1),
                    cmd.end(1),
                    "[\"--port=" + (port.find() ? port.group(1) : "8080") + "\"]",
                    "the gateway's own arguments: 'aig up' is run already");
        }
        Matcher added = ADDED.matcher(edits.text());
        while (added.find()) {
            edits.manual(
                    "image",
                    added.start(),
                    added.end(),
                    "copy the converted configuration to /opt/aigateway/config instead");
        }
    }

    /** In a script an image stands among other words. */
    static void mention(Edits edits) {
        if (edits.migration().facts().images().stream().noneMatch(edits.text()::contains)) {
            return;
        }
        Matcher word = WORD.matcher(edits.text());
        while (word.find()) {
            if (Containers.isTheSources(word.group(), edits.migration().facts())) {
                edits.suggested(
                        "image", word.start(), word.end(), Containers.IMAGE, "the gateway's image");
                edits.manual(
                        "image",
                        word.start(),
                        word.end(),
                        "the arguments of 'docker run' are its own: the gateway listens on 8080 unless --port says otherwise");
            }
        }
    }
}
