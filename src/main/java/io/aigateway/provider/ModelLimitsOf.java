package io.aigateway.provider;

import io.aigateway.budget.ModelLimits;
import io.aigateway.call.Call;
import io.aigateway.catalog.Model;

/** The limits of a catalogue's model, in the form that worst cases are computed from. */
public final class ModelLimitsOf {

    private ModelLimitsOf() {}

    /** The limits of a model as they hold for a call, whose answer may be limited further. */
    public static ModelLimits model(Call call, Model model) {
        return model(model).writing(call.holds().outputLimit());
    }

    /** Zero where the catalogue does not say. */
    public static ModelLimits model(Model model) {
        return new ModelLimits(
                model.limits().context().orElse(0),
                model.limits().output().orElse(0),
                model.limits().defaultOutput().orElse(0));
    }
}
