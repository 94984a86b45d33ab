package io.aigateway.migrate;

/**
 * Everything that a rewriter may know.
 *
 * @param facts what is known of the source
 * @param target where the migrated files point to
 * @param choices what the person chose
 * @param names the new names of environment variables, decided after all files were surveyed
 */
public record Migration(SourceFacts facts, Target target, Choices choices, EnvironmentNames names) {

    /**
     * The variable that a key is read from afterwards: the source's own where no call of it moves,
     * for the gateway's key would be sent there.
     */
    public String keyVariable() {
        return facts.movesNothing() ? facts.keyVariables().get(0) : target.keyVariable();
    }
}
