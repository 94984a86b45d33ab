package io.aigateway.migrate.convert;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** A file that is one document of settings. */
public final class SettingsFile {

    private SettingsFile() {}

    /** Whether a text is a document of this shape; one that cannot be read is of none. */
    public static boolean fits(String text, Predicate<Setting> shape) {
        try {
            return Settings.read(text).filter(shape).isPresent();
        } catch (UnreadableDocument broken) {
            return false;
        }
    }

    /**
     * What a file becomes, with the fate of each of its settings.
     *
     * @param files our files, by name; notes in the settings what becomes of them
     * @param reason why a setting that was not looked at is not carried over
     */
    public static Conversion converted(
            SourceFile file,
            Function<Setting, SortedMap<String, String>> files,
            Function<Setting, Optional<String>> reason) {
        try {
            Optional<Setting> root = Settings.read(file.text());
            SortedMap<String, String> written = root.map(files).orElseGet(TreeMap::new);
            return new Conversion(written, root.map(new Accounting(reason)::of).orElse(List.of()));
        } catch (UnreadableDocument e) {
            String why = "the file cannot be read: " + e.getMessage();
            return new Conversion(
                    new TreeMap<>(),
                    List.of(new KeyFate(file.shown(), e.line(), KeyFate.Fate.NOT_CARRIED, why)));
        }
    }
}
