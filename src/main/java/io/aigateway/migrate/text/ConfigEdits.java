package io.aigateway.migrate.text;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.ModelIds;
import io.aigateway.migrate.Secrets;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What changes in the names and values of a configuration. */
final class ConfigEdits {

    private static final Set<String> MODEL_NAMES =
            Set.of(
                    "model",
                    "model_id",
                    "modelid",
                    "model_name",
                    "modelname",
                    "default_model",
                    "defaultmodel",
                    "weak-model",
                    "editor-model",
                    "small_model");
    private static final Pattern GITHUB_SECRET = Pattern.compile("(?:secrets|vars)\\.([A-Z0-9_]+)");

    private final Edits edits;
    private final List<Scalar> scalars;

    ConfigEdits(Edits edits, List<Scalar> scalars) {
        this.edits = edits;
        this.scalars = scalars;
    }

    void propose() {
        ConfigHeaders headers = new ConfigHeaders(edits, scalars);
        for (Scalar scalar : scalars) {
            if (scalar.key()) {
                edits.variables(scalar.span());
                headers.propose(scalar);
            } else {
                value(scalar);
            }
        }
    }

    private void value(Scalar scalar) {
        if (isScript(edits.file(), scalar)) {
            script(scalar);
            return;
        }
        List<Secrets.Found> keys =
                Secrets.in(scalar.span().of(edits.text()), edits.migration().facts());
        if (!keys.isEmpty()) {
            key(scalar);
            return;
        }
        edits.variables(scalar.span());
        urls(scalar);
        secrets(scalar);
        model(scalar);
    }

    /** A block of several lines may be a script: its comments are left alone. */
    static boolean isScript(SourceFile file, Scalar scalar) {
        char first = scalar.start() < file.text().length() ? file.text().charAt(scalar.start()) : 0;
        return file.kind() != FileKind.JSON && (first == '|' || first == '>');
    }

    private void script(Scalar scalar) {
        List<Span> staying = Commands.staying(edits, scalar.span());
        for (Span live : LiveText.hash(scalar.span().of(edits.text()))) {
            Span here = new Span(live.start() + scalar.start(), live.end() + scalar.start());
            edits.urls(here);
            edits.variables(here, staying);
        }
        secrets(scalar);
        new CurlHeaders(edits).propose(scalar.span());
    }

    private void urls(Scalar scalar) {
        if (SpringAi.takes(scalar)) {
            SpringAi.propose(edits, scalar);
        } else {
            edits.urls(scalar.span());
        }
    }

    /** A key that stands in a file is replaced where its place can name a variable instead. */
    private void key(Scalar scalar) {
        String masked = Secrets.masked(scalar.value(), edits.migration().facts());
        if (edits.migration().names().keysStay()) {
            edits.staysLiteral(scalar.start(), scalar.end(), masked);
            return;
        }
        boolean whole = Secrets.isKey(scalar.value(), edits.migration().facts());
        Optional<String> reference = reference(scalar);
        if (whole && reference.isPresent()) {
            Span inner = scalar.inner(edits.text());
            edits.rewritten(
                    "key-literal",
                    inner.start(),
                    inner.end(),
                    reference.get(),
                    "the key " + masked + " stood here: rotate it");
        } else {
            edits.manual(
                    "key-literal",
                    scalar.start(),
                    scalar.end(),
                    "a key stands here, "
                            + masked
                            + ": rotate it, and give one of the gateway's from outside");
        }
    }

    private Optional<String> reference(Scalar scalar) {
        String variable = edits.migration().keyVariable();
        return switch (edits.file().kind()) {
            case COMPOSE -> Optional.of("${" + variable + "}");
            case GITHUB_ACTIONS -> Optional.of("${{ secrets." + variable + " }}");
            case YAML, PROPERTIES ->
                    edits.file().name().startsWith("application")
                            ? Optional.of("${" + variable + "}")
                            : Optional.empty();
            case TOML ->
                    scalar.inner(edits.text()).equals(scalar.span())
                            ? Optional.empty()
                            : Optional.of("");
            default -> Optional.empty();
        };
    }

    /** Secrets that are kept outside have to be made under their new name. */
    private void secrets(Scalar scalar) {
        Matcher secrets = GITHUB_SECRET.matcher(scalar.span().of(edits.text()));
        while (edits.file().kind() == FileKind.GITHUB_ACTIONS && secrets.find()) {
            int at = scalar.start() + secrets.start(1);
            renamedSecret(secrets.group(1), at, "make the secret %s in the repository's settings");
        }
        if (scalar.path().endsWith("/secretKeyRef/key")) {
            renamedSecret(
                    scalar.value(),
                    scalar.start(),
                    "the secret in the cluster needs a key called %s");
        }
    }

    private void renamedSecret(String name, int at, String advice) {
        edits.migration()
                .names()
                .renamed(name)
                .ifPresent(
                        to -> edits.manual("secret", at, at + name.length(), advice.formatted(to)));
    }

    private void model(Scalar scalar) {
        String name = scalar.name().toLowerCase(Locale.ROOT);
        if (!MODEL_NAMES.contains(name) || scalar.value().isBlank()) {
            return;
        }
        Span inner = scalar.inner(edits.text());
        Optional<ModelIds.Fate> fate = ModelIds.of(scalar.value(), edits.migration());
        if (fate.isEmpty() || !inner.of(edits.text()).equals(scalar.value())) {
            return;
        }
        String after = fate.get().after();
        if (after == null) {
            edits.manual("model-id", inner.start(), inner.end(), fate.get().why());
        } else if (isSaidToBeTheSources(scalar)) {
            edits.rewritten("model-id", inner.start(), inner.end(), after, fate.get().why());
        } else {
            edits.suggested("model-id", inner.start(), inner.end(), after, fate.get().why());
        }
    }

    /** A sibling is a URL of the source, or the model's name itself is of a form of its own. */
    private boolean isSaidToBeTheSources(Scalar scalar) {
        Source source = edits.migration().facts().source();
        boolean ownForm =
                source == Source.LITELLM
                        || source == Source.OPENROUTER
                        || source == Source.FIREWORKS
                        || source == Source.PORTKEY;
        return ownForm
                || scalars.stream()
                        .filter(other -> other.parent().equals(scalar.parent()))
                        .flatMap(other -> edits.urlsIn(other.span()).stream())
                        .map(ApiUrl::host)
                        .findAny()
                        .isPresent();
    }
}
