package io.aigateway.migrate.plan;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Rewriter;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.TreeConverter;
import io.aigateway.migrate.tree.Needles;
import io.aigateway.migrate.tree.Scanner;
import io.aigateway.migrate.tree.Scanner.Candidate;
import io.aigateway.migrate.tree.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at a tree: who uses which variable, and, when that is decided, what changes. Reads and
 * never writes.
 */
public final class Planner {

    /** Files that say which version of a library is used, whether they name the source or not. */
    private static final Set<FileKind> MANIFESTS = Set.of(FileKind.POM, FileKind.GRADLE);

    /** Files that may be a configuration of the source's without naming it. */
    private static final Set<FileKind> CONFIGURATIONS = Set.of(FileKind.YAML, FileKind.JSON);

    private final Path root;
    private final SourceFacts facts;
    private final Target target;
    private final Choices choices;
    private final List<Rewriter> rewriters;
    private final List<Converter> converters;
    private final List<TreeConverter> treeConverters;

    /** Plans for a tree, of which only single files are converted. */
    public Planner(
            Path root,
            SourceFacts facts,
            Target target,
            Choices choices,
            List<Rewriter> rewriters,
            List<Converter> converters) {
        this(root, facts, target, choices, rewriters, converters, List.of());
    }

    /**
     * Plans for a tree.
     *
     * @param rewriters asked for every file of their kinds
     * @param converters those of other sources are left out
     * @param treeConverters the same of those that look at the whole tree
     */
    public Planner(
            Path root,
            SourceFacts facts,
            Target target,
            Choices choices,
            List<Rewriter> rewriters,
            List<Converter> converters,
            List<TreeConverter> treeConverters) {
        this.root = root;
        this.facts = facts;
        this.target = target;
        this.choices = choices;
        this.rewriters = List.copyOf(rewriters);
        this.converters =
                converters.stream().filter(one -> one.source() == facts.source()).toList();
        this.treeConverters =
                treeConverters.stream().filter(one -> one.source() == facts.source()).toList();
    }

    /**
     * Plans what changes in the files that a scan found.
     *
     * @param configOut where converted configuration goes
     * @throws IOException when the tree cannot be read
     */
    public Plan plan(Scanner.Found found, Path configOut, Progress progress) throws IOException {
        Path base = Scanner.base(root);
        Reading reading = new Reading(base, found.candidates().size(), progress);
        found.candidates().parallelStream().forEach(reading::read);
        List<SourceFile> files = reading.files();
        Map<Boolean, List<SourceFile>> sorted =
                files.stream().collect(Collectors.partitioningBy(this::isConfiguration));
        List<SourceFile> configurations = sorted.getOrDefault(true, List.of());
        List<SourceFile> rest = sorted.getOrDefault(false, List.of());
        Drafts drafts = new Drafts(rest, rewriters, facts, target, choices);
        Migration migration = drafts.decide();
        List<FilePlan> plans = new ArrayList<>(drafts.plans(migration));
        List<ConversionPlan> conversions =
                conversions(
                        configurations,
                        new Includes(base, choices, target, new HashSet<>()),
                        configOut,
                        plans);
        conversions.addAll(TreeConversions.of(treeConverters, reading.withBodies(rest), configOut));
        List<Path> unreadable = new ArrayList<>(found.unreadable());
        unreadable.addAll(reading.unreadable);
        return new Plan(
                base,
                migration,
                withManifests(plans),
                conversions,
                found.candidates().size(),
                unreadable,
                SkippedTests.among(found.skipped(), base, migration.names()));
    }

    /** What is imported is known when all programs are planned. */
    private List<FilePlan> withManifests(List<FilePlan> plans) {
        boolean manifests =
                plans.stream().anyMatch(plan -> Manifests.KINDS.contains(plan.file().kind()));
        Imports left = Imports.after(manifests ? plans : List.of(), choices);
        return plans.stream()
                .map(
                        plan ->
                                Manifests.KINDS.contains(plan.file().kind())
                                        ? new FilePlan(
                                                plan.file(),
                                                Manifests.propose(plan.file(), facts, left))
                                        : plan)
                .filter(plan -> !plan.proposals().isEmpty())
                .sorted(Comparator.comparing(plan -> plan.file().shown()))
                .toList();
    }

    private boolean isConfiguration(SourceFile file) {
        return converters.stream().anyMatch(converter -> converter.recognises(file));
    }

    /**
     * One configuration goes into the folder itself, several into a folder each. What another one
     * includes is a part of it, and none of its own.
     */
    private List<ConversionPlan> conversions(
            List<SourceFile> files, Includes context, Path configOut, List<FilePlan> plans) {
        Map<SourceFile, Conversion> converted = new LinkedHashMap<>();
        for (SourceFile file : files) {
            try {
                converters.stream()
                        .filter(converter -> converter.recognises(file))
                        .findFirst()
                        .map(converter -> converter.convert(file, context))
                        .ifPresent(conversion -> converted.put(file, conversion));
            } catch (RuntimeException | StackOverflowError unforeseen) {
                plans.add(new FilePlan(file, List.of(Drafts.leftWhole(file))));
            }
        }
        converted.keySet().removeIf(file -> context.found().contains(file.shown()));
        List<ConversionPlan> planned = new ArrayList<>();
        converted.forEach(
                (file, conversion) -> {
                    Path folder = converted.size() == 1 ? configOut : folder(configOut, file);
                    planned.add(new ConversionPlan(file, conversion, folder, true));
                });
        return planned;
    }

    private static Path folder(Path configOut, SourceFile file) {
        String name = file.shown().replaceAll("[^A-Za-z0-9.-]+", "-");
        return configOut.resolve(name.replaceFirst("^[.-]+", ""));
    }

    private final class Reading {

        private final Path base;
        private final int all;
        private final Progress progress;
        private final List<String> names =
                treeConverters.stream().flatMap(one -> one.needles().stream()).toList();
        private final Needles needles =
                Needles.of(Stream.concat(facts.needles().stream(), names.stream()).toList());
        private final Needles bodyNeedles =
                Needles.of(
                        Stream.of(
                                        facts.needles().stream(),
                                        names.stream(),
                                        treeConverters.stream()
                                                .map(TreeConverter::bodyNeedle)
                                                .filter(needle -> !needle.isEmpty()))
                                .flatMap(words -> words)
                                .toList());
        private final AtomicInteger done = new AtomicInteger();
        private final Map<String, SourceFile> files = new TreeMap<>();
        private final ConcurrentLinkedQueue<SourceFile> bodies = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Path> unreadable = new ConcurrentLinkedQueue<>();

        private Reading(Path base, int all, Progress progress) {
            this.base = base;
            this.all = all;
            this.progress = progress;
        }

        private void read(Candidate candidate) {
            try {
                Texts.read(base, candidate, needlesFor(candidate.kind())).ifPresent(this::keep);
            } catch (IOException e) {
                unreadable.add(candidate.path());
            }
            progress.at(done.incrementAndGet(), all);
        }

        private Needles needlesFor(FileKind kind) {
            if (isReadWhole(kind)) {
                return Needles.of(List.of());
            }
            return kind == FileKind.JSON ? bodyNeedles : needles;
        }

        private boolean isReadWhole(FileKind kind) {
            return MANIFESTS.contains(kind)
                    || (CONFIGURATIONS.contains(kind) && !converters.isEmpty());
        }

        private void keep(SourceFile file) {
            boolean named =
                    facts.concerns(file.text()) || names.stream().anyMatch(file.text()::contains);
            boolean whole = isReadWhole(file.kind());
            if (!named && !whole && file.kind() == FileKind.JSON) {
                bodies.add(file);
                return;
            }
            // The others were read only because a word of the source is in them.
            if (named || !whole || MANIFESTS.contains(file.kind()) || isConfiguration(file)) {
                synchronized (files) {
                    files.put(file.shown(), file);
                }
            }
        }

        private List<SourceFile> withBodies(List<SourceFile> rest) {
            return Stream.concat(rest.stream(), bodies.stream())
                    .sorted(Comparator.comparing(SourceFile::shown))
                    .toList();
        }

        private List<SourceFile> files() {
            return List.copyOf(files.values());
        }
    }
}
