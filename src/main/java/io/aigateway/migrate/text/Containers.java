package io.aigateway.migrate.text;

import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Containers that run the source's gateway: they run ours, under the same name and on the same
 * port, so whoever calls them finds it there.
 */
final class Containers {

    /** The image that {@code docker/Dockerfile} builds. */
    static final String IMAGE = "aigateway";

    private static final Set<FileKind> KINDS =
            Set.of(FileKind.COMPOSE, FileKind.KUBERNETES, FileKind.HELM);
    private static final Set<String> THIS_MACHINE =
            Set.of("localhost", "127.0.0.1", "0.0.0.0", "host.docker.internal");
    private static final Pattern PUBLISHED =
            Pattern.compile("(?:.*?[:.-])?(\\d+)\\}?:(\\d+)(?:/tcp)?");
    private static final int OUR_PORT = 8080;

    private final Edits edits;
    private final List<Scalar> scalars;

    private Containers(Edits edits, List<Scalar> scalars) {
        this.edits = edits;
        this.scalars = scalars;
    }

    /** Whether a name of an image is one of the source's. */
    static boolean isTheSources(String image, SourceFacts facts) {
        String bare = image.replaceFirst("@.*", "").replaceFirst(":[^/]*$", "");
        return facts.images().contains(bare);
    }

    /** Tells which hosts go on being served after the images are exchanged. */
    static void keepHosts(
            SourceFile file, List<Scalar> scalars, EnvironmentSurvey survey, SourceFacts facts) {
        if (!KINDS.contains(file.kind())) {
            return;
        }
        for (Scalar image : images(scalars)) {
            if (isTheSources(image.value(), facts) || image.value().startsWith(IMAGE)) {
                keep(file, image, scalars, survey);
            }
        }
    }

    private static void keep(
            SourceFile file, Scalar image, List<Scalar> scalars, EnvironmentSurvey survey) {
        String name = image.parent().substring(image.parent().lastIndexOf('/') + 1);
        for (Scalar port : below(scalars, image.parent() + "/ports")) {
            Matcher published = PUBLISHED.matcher(port.value());
            if (published.matches()) {
                survey.keepHost(name + ":" + published.group(2));
                THIS_MACHINE.forEach(host -> survey.keepHost(host + ":" + published.group(1)));
            }
        }
        if (file.kind() == FileKind.KUBERNETES) {
            services(scalars).forEach(survey::keepHost);
        }
    }

    /** The names and ports of a file's services. */
    private static List<String> services(List<Scalar> scalars) {
        List<String> hosts = new ArrayList<>();
        for (Scalar kind : scalars) {
            if (!kind.key() && kind.name().equals("kind") && kind.value().equals("Service")) {
                String document = kind.parent();
                below(scalars, document + "/spec/ports").stream()
                        .filter(port -> port.name().equals("port"))
                        .forEach(
                                port ->
                                        valueAt(scalars, document + "/metadata/name")
                                                .ifPresent(
                                                        name ->
                                                                hosts.add(
                                                                        name.value()
                                                                                + ":"
                                                                                + port.value())));
            }
        }
        return hosts;
    }

    static void propose(Edits edits, List<Scalar> scalars) {
        if (!KINDS.contains(edits.file().kind())) {
            return;
        }
        Containers containers = new Containers(edits, scalars);
        images(scalars).stream()
                .filter(image -> isTheSources(image.value(), edits.migration().facts()))
                .forEach(containers::exchange);
    }

    private void exchange(Scalar image) {
        Span inner = image.inner(edits.text());
        if (edits.file().kind() == FileKind.HELM) {
            edits.suggested("image", inner.start(), inner.end(), IMAGE, "the gateway's image");
            return;
        }
        edits.rewritten(
                "image",
                inner.start(),
                inner.end(),
                IMAGE,
                "the gateway's image, under the name and on the port of the old one");
        edits.manual(
                "image",
                inner.start(),
                inner.end(),
                "build the image (docker build -f docker/Dockerfile -t aigateway .), mount the"
                        + " configuration at /opt/aigateway/config and a volume at /data, and pass the providers' keys");
        listenOnTheOldPort(image);
    }

    private void listenOnTheOldPort(Scalar image) {
        String word = edits.file().kind() == FileKind.COMPOSE ? "command" : "args";
        Optional<String> port = port(image);
        List<Scalar> arguments = below(scalars, image.parent() + "/" + word);
        if (!arguments.isEmpty()) {
            Scalar first = arguments.get(0);
            Scalar last = arguments.get(arguments.size() - 1);
            edits.rewritten(
                    "command",
                    first.start(),
                    last.end(),
                    "\"--port=" + port.orElse("" + OUR_PORT) + "\"",
                    "the port of the old container; the other arguments were its own");
        } else if (port.isPresent() && !port.get().equals("" + OUR_PORT)) {
            insert(image, word + ": [\"--port=" + port.get() + "\"]");
        }
    }

    private void insert(Scalar image, String line) {
        String text = edits.text();
        int newline = text.indexOf('\n', image.end());
        int end = newline < 0 ? text.length() : newline;
        boolean crlf = end > 0 && text.charAt(end - 1) == '\r';
        int at = crlf && newline >= 0 ? end - 1 : end;
        int lineStart = text.lastIndexOf('\n', image.start()) + 1;
        int key = text.indexOf("image", lineStart);
        // "- image:" in a list is indented as far as its other names are.
        String indent = text.substring(lineStart, key).replace('-', ' ').replaceAll("[\"']", "");
        String after = (crlf ? "\r\n" : "\n") + indent + line;
        edits.rewritten("command", at, at, after, "listens on the port of the old container");
    }

    private Optional<String> port(Scalar image) {
        List<Scalar> ports = below(scalars, image.parent() + "/ports");
        return ports.stream()
                .map(
                        port -> {
                            Matcher published = PUBLISHED.matcher(port.value());
                            boolean container = port.name().equals("containerPort");
                            return published.matches()
                                    ? published.group(2)
                                    : container ? port.value() : "";
                        })
                .filter(port -> !port.isEmpty())
                .findFirst();
    }

    private static List<Scalar> images(List<Scalar> scalars) {
        return scalars.stream()
                .filter(scalar -> !scalar.key())
                .filter(
                        scalar ->
                                scalar.name().equals("image")
                                        || scalar.path().endsWith("/image/repository"))
                .toList();
    }

    private static List<Scalar> below(List<Scalar> scalars, String path) {
        return scalars.stream()
                .filter(scalar -> !scalar.key())
                .filter(
                        scalar ->
                                scalar.path().equals(path) || scalar.path().startsWith(path + "/"))
                .toList();
    }

    private static Optional<Scalar> valueAt(List<Scalar> scalars, String path) {
        return scalars.stream()
                .filter(scalar -> !scalar.key() && scalar.path().equals(path))
                .findFirst();
    }
}
