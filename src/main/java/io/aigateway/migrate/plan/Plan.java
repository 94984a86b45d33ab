package io.aigateway.migrate.plan;

import io.aigateway.migrate.Migration;
import java.nio.file.Path;
import java.util.List;

/**
 * What is going to change in a tree.
 *
 * @param base the folder that paths are relative to
 * @param migration what was known and chosen
 * @param files the files about which there is something to say, by path
 * @param conversions configurations that become ours
 * @param looked how many files were looked at
 * @param unreadable files and folders that could not be looked into
 * @param tests tests that are left as they are and name a variable that is renamed
 */
public record Plan(
        Path base,
        Migration migration,
        List<FilePlan> files,
        List<ConversionPlan> conversions,
        int looked,
        List<Path> unreadable,
        SkippedTests tests) {

    public Plan {
        files = List.copyOf(files);
        conversions = List.copyOf(conversions);
        unreadable = List.copyOf(unreadable);
    }

    /** The files that would be edited. */
    public List<FilePlan> edited() {
        return files.stream().filter(file -> !file.edits(migration.choices()).isEmpty()).toList();
    }

    /** How many edits would be made. */
    public int edits() {
        return files.stream().mapToInt(file -> file.edits(migration.choices()).size()).sum();
    }
}
