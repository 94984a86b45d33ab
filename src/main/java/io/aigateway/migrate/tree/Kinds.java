package io.aigateway.migrate.tree;

import io.aigateway.migrate.FileKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises what a file is: by its name, and for YAML and files without an ending by a look. */
final class Kinds {

    private static final Map<String, FileKind> BY_ENDING =
            Map.ofEntries(
                    Map.entry("py", FileKind.PYTHON),
                    Map.entry("pyi", FileKind.PYTHON),
                    Map.entry("ts", FileKind.TYPESCRIPT),
                    Map.entry("mts", FileKind.TYPESCRIPT),
                    Map.entry("cts", FileKind.TYPESCRIPT),
                    Map.entry("tsx", FileKind.TSX),
                    Map.entry("js", FileKind.JAVASCRIPT),
                    Map.entry("mjs", FileKind.JAVASCRIPT),
                    Map.entry("cjs", FileKind.JAVASCRIPT),
                    Map.entry("jsx", FileKind.TSX),
                    Map.entry("java", FileKind.JAVA),
                    Map.entry("kt", FileKind.KOTLIN),
                    Map.entry("kts", FileKind.KOTLIN),
                    Map.entry("go", FileKind.GO),
                    Map.entry("rb", FileKind.RUBY),
                    Map.entry("ipynb", FileKind.NOTEBOOK),
                    Map.entry("properties", FileKind.PROPERTIES),
                    Map.entry("ini", FileKind.PROPERTIES),
                    Map.entry("cfg", FileKind.PROPERTIES),
                    Map.entry("conf", FileKind.PROPERTIES),
                    Map.entry("service", FileKind.PROPERTIES),
                    Map.entry("yaml", FileKind.YAML),
                    Map.entry("yml", FileKind.YAML),
                    Map.entry("json", FileKind.JSON),
                    Map.entry("jsonc", FileKind.JSON),
                    Map.entry("json5", FileKind.JSON),
                    Map.entry("toml", FileKind.TOML),
                    Map.entry("tf", FileKind.TERRAFORM),
                    Map.entry("tfvars", FileKind.TERRAFORM),
                    Map.entry("sh", FileKind.SHELL),
                    Map.entry("bash", FileKind.SHELL),
                    Map.entry("zsh", FileKind.SHELL),
                    Map.entry("fish", FileKind.SHELL),
                    Map.entry("mk", FileKind.MAKEFILE),
                    Map.entry("env", FileKind.DOTENV),
                    Map.entry("gradle", FileKind.GRADLE),
                    Map.entry("md", FileKind.MARKDOWN),
                    Map.entry("mdx", FileKind.MARKDOWN),
                    Map.entry("markdown", FileKind.MARKDOWN),
                    Map.entry("rst", FileKind.MARKDOWN),
                    Map.entry("adoc", FileKind.MARKDOWN));

    /** Texts that are told about and never edited. */
    private static final Pattern OTHER =
            Pattern.compile(
                    "(php|cs|rs|swift|dart|exs?|scala|clj|lua|pl|r|xml|nix|hcl|groovy|ps1|bat|cmd|vue|svelte|astro|html?|c|cc|cpp|h)");

    private static final Pattern DOTENV =
            Pattern.compile(
                    "\\.env|\\.env\\..*|.*\\.env\\.[a-z]+|\\.envrc|\\.dev\\.vars.*|env\\.(example|sample|template)|example\\.env|dotenv");
    private static final Pattern DOCKERFILE =
            Pattern.compile("(dockerfile|containerfile)([._-].*)?|.*\\.dockerfile");
    private static final Pattern COMPOSE = Pattern.compile(".*compose([._-].*)?\\.ya?ml");
    private static final Pattern REQUIREMENTS =
            Pattern.compile("(.*requirements.*|constraints.*)\\.(txt|in)");
    private static final Pattern API_VERSION = Pattern.compile("(?m)^apiVersion:");
    private static final Pattern KIND = Pattern.compile("(?m)^kind:");
    private static final Pattern SHEBANG = Pattern.compile("#!.*\\b(ba|z|da|k)?sh\\b.*");

    private Kinds() {}

    /** What the name says; empty when a file of this name is not looked at. */
    static Optional<FileKind> byName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        Optional<FileKind> whole = byWholeName(name);
        if (whole.isPresent()) {
            return whole;
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            // Scripts often have no ending; what is in them decides.
            return Optional.of(FileKind.OTHER);
        }
        String ending = name.substring(dot + 1);
        if (ending.equals("template") || ending.equals("tmpl") || ending.equals("tpl")) {
            return byName(fileName.substring(0, dot));
        }
        FileKind kind = BY_ENDING.get(ending);
        return kind == null && OTHER.matcher(ending).matches()
                ? Optional.of(FileKind.OTHER)
                : Optional.ofNullable(kind);
    }

    private static Optional<FileKind> byWholeName(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "makefile", "gnumakefile", "justfile" -> FileKind.MAKEFILE;
                    case "procfile" -> FileKind.SHELL;
                    case "package.json" -> FileKind.PACKAGE_JSON;
                    case "pyproject.toml" -> FileKind.PYPROJECT;
                    case "pom.xml" -> FileKind.POM;
                    case "build.gradle", "build.gradle.kts", "libs.versions.toml" ->
                            FileKind.GRADLE;
                    case "gemfile", "rakefile" -> FileKind.RUBY;
                    case ".npmrc", ".yarnrc", ".editorconfig" -> null;
                    default -> byPattern(name);
                });
    }

    private static @Nullable FileKind byPattern(String name) {
        if (DOTENV.matcher(name).matches()) {
            return FileKind.DOTENV;
        }
        if (DOCKERFILE.matcher(name).matches()) {
            return FileKind.DOCKERFILE;
        }
        if (COMPOSE.matcher(name).matches()) {
            return FileKind.COMPOSE;
        }
        return REQUIREMENTS.matcher(name).matches() ? FileKind.REQUIREMENTS : null;
    }

    /** What a look at the text adds to what the name says. */
    static FileKind byText(String path, FileKind named, String text) {
        if (named == FileKind.OTHER) {
            String first = text.lines().findFirst().orElse("");
            return SHEBANG.matcher(first).matches() ? FileKind.SHELL : named;
        }
        if (named != FileKind.YAML) {
            return named;
        }
        if (path.contains(".github/workflows/") || path.contains(".github/actions/")) {
            return FileKind.GITHUB_ACTIONS;
        }
        if (path.matches("(.*/)?(values[^/]*|Chart)\\.ya?ml") || path.contains("/templates/")) {
            return FileKind.HELM;
        }
        boolean kubernetes = API_VERSION.matcher(text).find() && KIND.matcher(text).find();
        return kubernetes ? FileKind.KUBERNETES : FileKind.YAML;
    }
}
