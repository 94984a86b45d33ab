package io.aigateway.migrate.text;

import io.aigateway.migrate.Rewriter;
import java.util.List;

/** The rewriters of configuration, scripts and documents. */
public final class TextRewriters {

    private TextRewriters() {}

    /** All of them. */
    public static List<Rewriter> all() {
        return List.of(
                new DotenvRewriter(),
                new ConfigRewriter(),
                new ShellRewriter(),
                new TerraformRewriter(),
                new LibraryVersions(),
                new Documents(),
                new OtherTexts());
    }
}
