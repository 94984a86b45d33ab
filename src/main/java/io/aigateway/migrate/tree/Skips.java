package io.aigateway.migrate.tree;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is never looked at, whatever git says: by name. */
final class Skips {

    private static final Set<String> FOLDERS =
            Set.of(
                    ".git",
                    ".hg",
                    ".svn",
                    ".jj",
                    "node_modules",
                    "bower_components",
                    ".venv",
                    "venv",
                    "virtualenv",
                    "site-packages",
                    "vendor",
                    "third_party",
                    "dist",
                    "target",
                    ".next",
                    ".nuxt",
                    ".output",
                    ".svelte-kit",
                    ".turbo",
                    ".cache",
                    ".parcel-cache",
                    ".vercel",
                    ".netlify",
                    ".serverless",
                    ".aws-sam",
                    "cdk.out",
                    "__pycache__",
                    ".tox",
                    ".nox",
                    ".mypy_cache",
                    ".pytest_cache",
                    ".ruff_cache",
                    ".eggs",
                    ".gradle",
                    ".mvn",
                    ".idea",
                    ".terraform",
                    ".terragrunt-cache",
                    "__snapshots__",
                    "__generated__",
                    "generated",
                    "i18n",
                    "locales",
                    "locale",
                    "coverage",
                    "htmlcov",
                    ".nyc_output",
                    "pods",
                    "deriveddata",
                    ".dart_tool",
                    ".yarn",
                    ".pnpm-store",
                    "storybook-static");

    private static final Set<String> TEST_FOLDERS =
            Set.of(
                    "test",
                    "tests",
                    "__tests__",
                    "testing",
                    "spec",
                    "specs",
                    "e2e",
                    "testdata",
                    "test-data",
                    "test_data",
                    "fixtures",
                    "__fixtures__",
                    "__mocks__",
                    "mocks");

    private static final Set<String> DOC_FOLDERS = Set.of("docs", "doc", "documentation");

    private static final Pattern FILES =
            Pattern.compile(
                    ".*(\\.lock|-lock\\.(json|ya?ml)|\\.lockb|\\.lockfile|\\.sum|\\.min\\.(js|css|mjs)|\\.map"
                            + "|\\.snap|cassette.*|\\.bundle\\.js|\\.chunk\\.js|\\.pb\\.go|_pb2(_grpc)?\\.pyi?"
                            + "|\\.generated\\.[a-z]+|\\.g\\.dart|\\.egg-info|\\.tsbuildinfo"
                            + "|\\.aig-migrate\\.(bak|tmp))");

    private static final Set<String> NAMES =
            Set.of("npm-shrinkwrap.json", ".terraform.lock.hcl", "pipfile.lock", "go.sum");

    private static final Pattern TEST_FILES =
            Pattern.compile(
                    "test_.*\\.py|.*_test\\.(py|go|rb)|.*_spec\\.rb|.*[.-](test|tests|spec|e2e|cy)\\.[cm]?[jt]sx?"
                            + "|.*(Test|Tests|IT|TestCase|Spec)\\.(java|kt)|conftest\\.py");

    private static final Pattern DOC_FILES =
            Pattern.compile(".*\\.(md|mdx|markdown|rst|adoc|asciidoc)", Pattern.CASE_INSENSITIVE);

    private Skips() {}

    /** Vendored, generated, or of a tool. */
    static boolean folder(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FOLDERS.contains(lower) || lower.contains("cassette") || lower.endsWith(".egg-info");
    }

    /** Lock files, minified, generated and recorded ones, and what this tool leaves. */
    static boolean file(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || FILES.matcher(lower).matches();
    }

    /** What a compiler made of a program, or says of one that is not here: it is not edited. */
    static boolean declaration(String name) {
        return name.matches("(?i).*\\.d\\.[cm]?ts");
    }

    static boolean testFolder(String name) {
        return TEST_FOLDERS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean testFile(String name) {
        return TEST_FILES.matcher(name).matches();
    }

    static boolean docFolder(String name) {
        return DOC_FOLDERS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean docFile(String name) {
        return DOC_FILES.matcher(name).matches();
    }
}
