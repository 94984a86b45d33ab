package io.aigateway.routing;

import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Provider;
import io.aigateway.error.Errors;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of some models may serve a call at all; the error that tells why none may. */
final class Eligible {

    private final Call call;
    private final Catalog catalog;

    Eligible(Call call, Catalog catalog) {
        this.call = call;
        this.catalog = catalog;
    }

    /** Those that do what is asked and that the key may use. */
    List<Candidate> of(Collection<Model> models) {
        return allowed(serving(models)).stream()
                .map(model -> new Candidate(model, provider(catalog, model)))
                .toList();
    }

    /** A model for embeddings does not chat, nor the other way round. */
    static boolean serves(Api api, Model model) {
        return model.capabilities().isEmpty()
                || (api == Api.EMBEDDINGS) == (model.kind() == Model.Kind.EMBEDDINGS);
    }

    private Set<Model> serving(Collection<Model> models) {
        Set<Model> serving = new LinkedHashSet<>(models);
        serving.removeIf(model -> !serves(call.request().api(), model));
        if (serving.isEmpty()) {
            throw Errors.invalidRequest(
                            "model",
                            "The model '"
                                    + Errors.printable(call.request().model())
                                    + "' does not serve "
                                    + call.request().api().path()
                                    + ".")
                    .asException();
        }
        return serving;
    }

    private List<Model> allowed(Set<Model> models) {
        List<Model> allowed =
                models.stream().filter(model -> call.knownCaller().mayUse(model.id())).toList();
        if (allowed.isEmpty()) {
            throw Errors.notAllowed(
                            "This key may not use the model '" + call.request().model() + "'.")
                    .asException();
        }
        return allowed;
    }

    static Provider provider(Catalog catalog, Model model) {
        return model.route() != null
                ? Provider.CAMEL
                : catalog.providers()
                        .find(model.providerId())
                        .orElseThrow(
                                () -> Errors.modelNotFound(model.id(), List.of()).asException());
    }
}
