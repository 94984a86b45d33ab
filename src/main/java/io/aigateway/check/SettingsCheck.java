package io.aigateway.check;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.ConfigText;
import io.aigateway.config.Findings;
import io.aigateway.config.Spelling;
import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Checks {@code application.properties}: a {@code gateway.} key that nothing reads is a mistake.
 */
public final class SettingsCheck {

    private static final String FILE = "application.properties";
    private static final String OURS = "gateway.";

    private SettingsCheck() {}

    /**
     * Checks the settings, and answers the keys that routes may name: those of the file and those
     * that are shipped.
     *
     * @param files where the file is read from
     * @param findings where what is wrong is noted
     */
    public static Set<String> check(ConfigFiles files, Findings findings) {
        Properties shipped = read(new ConfigFiles(null).read(FILE));
        Properties known = new Properties();
        known.putAll(shipped);
        try {
            ConfigText file = files.read(FILE);
            known.putAll(read(file));
            for (String key : known.stringPropertyNames()) {
                if (key.startsWith(OURS) && !shipped.containsKey(key)) {
                    findings.error(file.source(), lineOf(file, key), unknown(key, shipped));
                }
            }
        } catch (ConfigException | IllegalArgumentException unreadable) {
            findings.error(files.source(FILE), 1, String.valueOf(unreadable.getMessage()));
        }
        return known.stringPropertyNames();
    }

    private static String unknown(String key, Properties shipped) {
        return "there is no setting '%s'; %s"
                .formatted(key, Spelling.advice(key, "settings", shipped.stringPropertyNames()));
    }

    private static Properties read(ConfigText file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(file.text()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return properties;
    }

    private static int lineOf(ConfigText file, String key) {
        List<String> lines = file.text().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().startsWith(key)) {
                return at + 1;
            }
        }
        return 1;
    }
}
