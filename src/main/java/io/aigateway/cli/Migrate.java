package io.aigateway.cli;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.code.CodeRewriter;
import io.aigateway.migrate.code.NotebookRewriter;
import io.aigateway.migrate.convert.Converters;
import io.aigateway.migrate.plan.Applying;
import io.aigateway.migrate.plan.Disk;
import io.aigateway.migrate.plan.Plan;
import io.aigateway.migrate.plan.Planner;
import io.aigateway.migrate.text.TextRewriters;
import io.aigateway.migrate.tree.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aig migrate}: leaves another gateway. */
@Command(
        name = "migrate",
        description = {
            "Moves a tree of files from another gateway to this one: shows every change with its"
                    + " reason, then asks. SOURCE is litellm, openrouter, portkey, helicone, together,"
                    + " replicate, fireworks or requesty."
        },
        footer = {
            "  aig migrate openrouter",
            "  aig migrate litellm ./my-app --dry-run --report migration.md",
            "  aig migrate portkey --map openai-prod=openai --yes",
            "  aig migrate together --base-url https://llm.example.com",
            "  aig migrate helicone --check",
            "  aig migrate litellm --import-keys ./litellm-export.json --data ./data"
        })
final class Migrate extends Verb {

    private static final String USUAL_BASE_URL = "http://localhost:8080/v1";

    @Parameters(index = "0", paramLabel = "SOURCE", description = "What is left behind.")
    private String source = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "A folder or a file (default: this folder). Nothing outside is touched.")
    private Path path = Path.of(".");

    @Option(names = "--yes", description = "Apply without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show and never ask, never write.")
    private boolean dryRun;

    @Option(
            names = "--check",
            description = "Write nothing; exit 1 if anything would change or needs a person.")
    private boolean check;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write every finding to a .json or .md file.")
    private @Nullable Path report;

    @Option(
            names = "--config-out",
            paramLabel = "DIR",
            description = "Where converted configuration goes (default: aigateway in PATH).")
    private @Nullable Path configOut;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "The gateway's address, with or without /v1 (default: AIGATEWAY_BASE_URL, or "
                            + USUAL_BASE_URL
                            + ").")
    private @Nullable String baseUrl;

    @Option(
            names = "--tag-key",
            paramLabel = "NAME",
            description =
                    "The property that becomes our tag x-aig-tag, where it has a header of its"
                            + " own: Helicone-Property-NAME, X-Requesty-NAME.")
    private String tagKey = "";

    @Option(
            names = "--map",
            paramLabel = "A=B",
            description = "The old gateway's name A is our provider B; may be given several times.")
    private List<String> map = new ArrayList<>();

    @Option(names = "--aggressive", description = "Apply what is only suggested, too.")
    private boolean aggressive;

    @Option(names = "--include-tests", description = "Look at tests, too.")
    private boolean includeTests;

    @Option(names = "--include-docs", description = "Look at documentation, too.")
    private boolean includeDocs;

    @Option(
            names = "--no-backup",
            description = "Keep no originals (*" + Applying.BACKUP + ") beside the files.")
    private boolean noBackup;

    @Mixin private ImportKeys importKeys = new ImportKeys();

    Migrate(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (importKeys.isWanted()) {
            return importKeys.run(shell, facts().source(), dryRun);
        }
        refuseNonsense();
        Plan plan = plan();
        MigrationView view = new MigrationView(shell, plan);
        view.show();
        writeReport(plan);
        boolean changes = !plan.edited().isEmpty() || view.documents() > 0;
        if (check) {
            return changes || view.needsAPerson() ? Aig.EXIT_NO : Aig.EXIT_DONE;
        }
        if (!changes || dryRun || (!yes && !shell.terminal())) {
            return Aig.EXIT_DONE;
        }
        if (!yes && !isAnsweredWithYes(view.question())) {
            shell.note("nothing was changed");
            return Aig.EXIT_NO;
        }
        apply(plan, view);
        return Aig.EXIT_DONE;
    }

    private void refuseNonsense() {
        if (yes && (dryRun || check)) {
            throw wrongUsage("--yes applies, and --dry-run and --check never write; choose one");
        }
        if (!Files.exists(path)) {
            throw wrongUsage("there is no file or folder '" + path + "'");
        }
        String name = report == null ? ".md" : report.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json") && !name.endsWith(".md")) {
            throw wrongUsage("--report takes a name that ends with .json or .md: '" + report + "'");
        }
    }

    private Plan plan() {
        try {
            Path root = path.toRealPath();
            Path out = configOut != null ? configOut : Scanner.base(root).resolve("aigateway");
            Scanner.Found found = new Scanner(root, includeTests, includeDocs, out).scan();
            Planner planner =
                    new Planner(
                            root,
                            facts(),
                            target(),
                            choices(),
                            rewriters(),
                            Converters.all(),
                            Converters.ofTrees());
            try (ProgressBar bar = new ProgressBar(shell, System::nanoTime)) {
                return planner.plan(found, out, bar);
            }
        } catch (IOException e) {
            throw CommandFailure.no("'" + path + "' cannot be read: " + e.getMessage());
        }
    }

    private SourceFacts facts() {
        try {
            return SourceFacts.of(Source.named(source));
        } catch (IllegalArgumentException unknown) {
            throw wrongUsage(String.valueOf(unknown.getMessage()));
        }
    }

    private Target target() {
        String url =
                baseUrl != null
                        ? baseUrl
                        : shell.env().value("AIGATEWAY_BASE_URL").orElse(USUAL_BASE_URL);
        try {
            return Target.at(url);
        } catch (IllegalArgumentException refused) {
            throw wrongUsage("--base-url: " + refused.getMessage());
        }
    }

    private Choices choices() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String pair : map) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw wrongUsage(
                        "--map takes A=B, such as openai-prod=openai, but was '" + pair + "'");
            }
            names.put(parts[0], parts[1]);
        }
        return new Choices(aggressive, tagKey, names, baseUrl != null);
    }

    private static List<Rewriter> rewriters() {
        List<Rewriter> all = new ArrayList<>(TextRewriters.all());
        all.add(new CodeRewriter());
        all.add(new NotebookRewriter());
        return all;
    }

    private void writeReport(Plan plan) {
        if (report != null) {
            try {
                MigrationReports.write(plan, report);
            } catch (IOException e) {
                throw CommandFailure.no("'" + report + "' cannot be written: " + e.getMessage());
            }
        }
    }

    private boolean isAnsweredWithYes(String question) {
        shell.out().print(question + " [y/N] ");
        shell.out().flush();
        try {
            String answer = shell.in().readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw CommandFailure.no("the answer cannot be read: " + e.getMessage());
        }
    }

    private void apply(Plan plan, MigrationView view) {
        Applying.Applied applied;
        try (ProgressBar bar = new ProgressBar(shell, System::nanoTime)) {
            applied = new Applying(plan, !noBackup, Disk.ofThisMachine(), bar).apply();
        } catch (IOException e) {
            throw CommandFailure.no(
                    "stopped, because a file cannot be written: "
                            + e.getMessage()
                            + "; each file is as it was or as it shall be, run again for the rest");
        }
        view.applied(applied, !noBackup);
    }
}
