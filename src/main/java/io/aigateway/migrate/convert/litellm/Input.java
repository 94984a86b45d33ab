package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration with the files it includes. As LiteLLM does it, lists of the same name are
 * joined, and any other section of an included file takes the place of an earlier one.
 */
final class Input {

    private final List<Setting> documents = new ArrayList<>();
    private final Map<String, Setting> sections = new HashMap<>();
    private final Map<String, Setting> credentials = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** Reads it; a file that is no YAML is an {@code UnreadableDocument}. */
    Input(SourceFile file, ConversionContext context) {
        Settings.read(file.text()).ifPresent(documents::add);
        for (Setting main : List.copyOf(documents)) {
            main.get("include").ifPresent(include -> include(include, file, context));
        }
        documents.forEach(document -> document.fields().forEach(this::section));
        lists("credential_list").forEach(this::credential);
        lists("model_list").forEach(this::entry);
    }

    /** The documents: the file itself, then what it includes. */
    List<Setting> documents() {
        return documents;
    }

    /** The entries of all model lists. */
    List<Entry> entries() {
        return entries;
    }

    /** Whether there is a model list, be it empty. */
    boolean listsModels() {
        return documents.stream().anyMatch(document -> document.get("model_list").isPresent());
    }

    /** A value of a section. */
    Optional<Setting> get(String section, String name) {
        return Optional.ofNullable(sections.get(section)).flatMap(one -> one.get(name));
    }

    /**
     * A setting of the router, which may stand under {@code router_settings} or under {@code
     * litellm_settings}; the first wins.
     */
    Optional<Setting> router(String name) {
        Optional<Setting> router = get("router_settings", name);
        Optional<Setting> other = get("litellm_settings", name);
        if (router.isPresent()) {
            other.ifPresent(
                    loser ->
                            loser.dropped(
                                    "router_settings has it too, on line "
                                            + router.get().line()
                                            + ", and wins"));
        }
        return router.or(() -> other);
    }

    private void include(Setting include, SourceFile file, ConversionContext context) {
        List<String> missing = new ArrayList<>();
        for (String name : include.texts()) {
            Optional<SourceFile> found = context.included(file, name);
            if (found.isEmpty()) {
                missing.add(name);
            } else {
                Settings.read(name + ": ", found.get().text()).ifPresent(documents::add);
            }
        }
        if (missing.isEmpty()) {
            include.carried("the files are read, and one configuration is made of them");
        } else {
            include.dropped(
                    String.join(", ", missing)
                            + " is not there, or lies outside of what is migrated");
        }
    }

    private void section(String name, Setting section) {
        Setting earlier = sections.put(name, section);
        if (earlier != null && !section.isList()) {
            earlier.dropped("an included file has this section too, which takes its place");
        }
    }

    private List<Setting> lists(String name) {
        List<Setting> all = new ArrayList<>();
        for (Setting document : documents) {
            document.get(name).ifPresent(list -> all.addAll(list.items()));
        }
        return all;
    }

    private void credential(Setting credential) {
        Optional<String> name = credential.get("credential_name").flatMap(Setting::text);
        Optional<Setting> values = credential.get("credential_values");
        if (name.isPresent() && values.isPresent()) {
            credentials.put(name.get(), values.get());
            credential.get("credential_name").ifPresent(one -> one.carried("names a provider"));
            credential
                    .get("credential_info")
                    .ifPresent(
                            info ->
                                    info.dropped(
                                            "a provider has no description; it is a comment at best"));
        }
    }

    private void entry(Setting whole) {
        Entry bare = new Entry(whole, null);
        Optional<Setting> named = bare.param("litellm_credential_name");
        Setting credential = named.flatMap(Setting::text).map(credentials::get).orElse(null);
        named.ifPresent(
                name -> {
                    if (credential == null) {
                        name.dropped("there is no credential of that name in the file");
                    } else {
                        name.carried("its values are those of the provider");
                    }
                });
        entries.add(new Entry(whole, credential));
    }
}
