package io.aigateway.camel;

import java.util.Optional;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.BeanLanguage;
import org.jspecify.annotations.Nullable;

/**
 * The language behind {@code method:} in routes. Camel's own copies the exchange with all its
 * variables and headers for each evaluation, which was a seventh of what a call costs; here a
 * method whose parameters say where they come from is called on the exchange itself. Everything
 * else is left to Camel's.
 */
public final class StepLanguage extends BeanLanguage {

    /** Where Camel's definition of a method call puts the method and the bean's name. */
    private static final int METHOD = 2;

    private static final int REF = 4;

    @Override
    public Expression createExpression(
            @Nullable String expression, @Nullable Object @Nullable [] properties) {
        // Camel's is made in any case: it refuses a bean or a method that is not there.
        Expression usual = super.createExpression(expression, properties);
        return step(properties).<Expression>map(step -> step).orElse(usual);
    }

    private Optional<Step> step(@Nullable Object @Nullable [] properties) {
        return properties != null
                        && properties.length > REF
                        && properties[METHOD] instanceof String method
                        && properties[REF] instanceof String ref
                ? Optional.ofNullable(getCamelContext().getRegistry().lookupByName(ref))
                        .flatMap(bean -> Step.of(bean, method))
                : Optional.empty();
    }
}
