package io.aigateway.call;

import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;

/**
 * One model at one provider that could serve a call.
 *
 * @param model the model, with its price and limits
 * @param provider who would be asked
 */
public record Candidate(Model model, Provider provider) {

    /** The name of the {@code direct:} route that asks this provider. */
    public String routeName() {
        return model.route() == null
                ? routeNameOfProvider(provider.id())
                : routeNameOfModel(model.id());
    }

    /** The name of the route that asks a provider. */
    public static String routeNameOfProvider(String providerId) {
        return "provider-" + providerId;
    }

    /** The name of the route behind a model that is a Camel endpoint of its own. */
    public static String routeNameOfModel(String modelId) {
        return "model-" + modelId.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
