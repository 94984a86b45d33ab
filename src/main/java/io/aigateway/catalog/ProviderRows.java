package io.aigateway.catalog;

import io.aigateway.config.Located;
import io.aigateway.config.Row;
import io.aigateway.config.RowFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code providers.yaml}. */
final class ProviderRows {

    static final String FILE = "providers.yaml";

    private ProviderRows() {}

    static List<Located<Provider>> read(RowFile file) {
        return file.read(FILE, "providers", ProviderRows::provider);
    }

    private static Optional<Provider> provider(Row row) {
        return row.build(
                () ->
                        new Provider(
                                row.text("id"),
                                row.texts("aliases"),
                                wire(row),
                                row.parsed("base-url", url -> url, ""),
                                row.secret("api-key"),
                                row.parsed("auth", Auth::of, Auth.BEARER),
                                headers(row),
                                timeouts(row),
                                quirks(row),
                                row.count("max-parallel").orElse(Provider.DEFAULT_MAX_PARALLEL)));
    }

    private static Wire wire(Row row) {
        Wire wire = row.parsed("wire", Wire::of, Wire.OPENAI);
        if (!wire.isSpoken()) {
            row.error(
                    "wire",
                    "wire '"
                            + wire.text()
                            + "' is not spoken by this version; it speaks openai, anthropic, demo and camel");
        }
        return wire;
    }

    private static Map<String, String> headers(Row row) {
        return row.textsByName("headers");
    }

    private static Timeouts timeouts(Row provider) {
        Row row = provider.row("timeouts");
        if (row == null) {
            return Timeouts.DEFAULT;
        }
        Timeouts usual = Timeouts.DEFAULT;
        return row.build(
                        () ->
                                new Timeouts(
                                        row.duration("connect", usual.connect()),
                                        row.duration("first-byte", usual.firstByte()),
                                        row.duration("between-events", usual.betweenEvents()),
                                        row.duration("total", usual.total())))
                .orElse(usual);
    }

    private static Quirks quirks(Row row) {
        return new Quirks(
                row.textsByName("rename"),
                new LinkedHashSet<>(row.texts("drop")),
                new LinkedHashSet<>(row.texts("accept")),
                row.parsed("model-prefix", prefix -> prefix, ""),
                row.flag("reasoning-outside-output", false),
                row.flag("stream-usage", true),
                row.parsed("prefill", Prefill::of, Prefill.OFF));
    }
}
