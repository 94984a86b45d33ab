package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code model_list}. Its keys are found wherever LiteLLM's own documentation puts
 * them: in {@code litellm_params}, in {@code model_info}, beside both, or in the credential that it
 * names.
 *
 * @param whole the entry
 * @param credential the values of the credential it names, or null
 */
record Entry(Setting whole, @Nullable Setting credential) {

    private static final String ENVIRONMENT = "os.environ/";

    /** The name that callers use. */
    Optional<String> name() {
        return whole.get("model_name").flatMap(Setting::text);
    }

    /** A parameter of the call. */
    Optional<Setting> param(String... names) {
        return first(
                names,
                whole.get("litellm_params"),
                Optional.of(whole),
                Optional.ofNullable(credential));
    }

    /** Something said about the model. */
    Optional<Setting> info(String... names) {
        return first(
                names, whole.get("model_info"), whole.get("litellm_params"), Optional.of(whole));
    }

    @SafeVarargs
    private static Optional<Setting> first(String[] names, Optional<Setting>... places) {
        return Stream.of(places)
                .flatMap(Optional::stream)
                .flatMap(place -> place.first(names).stream())
                .findFirst();
    }

    /** The variable that a value is read from: {@code os.environ/NAME}, {@code ${NAME}}. */
    static Optional<String> variable(Setting setting) {
        String text = setting.text().orElse("");
        String name =
                text.startsWith(ENVIRONMENT)
                        ? text.substring(ENVIRONMENT.length())
                        : text.replaceFirst("^\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?$", "$1");
        boolean isOne = !name.equals(text) && name.matches("[A-Za-z_][A-Za-z0-9_]*");
        return isOne ? Optional.of(name) : Optional.empty();
    }
}
