package io.aigateway.migrate;

/**
 * Everything that a rewriter may know.
 *
 * @param facts what is known of the source
 * @param target where the migrated files point to
 * @param choices what the person chose
 * @param names the new names of environment variables, decided after all files were surveyed
 */
public record Migration(
        SourceFacts facts, Target target, Choices choices, EnvironmentNames names) {}
