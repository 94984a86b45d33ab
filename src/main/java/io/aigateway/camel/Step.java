package io.aigateway.camel;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A bean's method whose parameters all say where they come from: {@code @Variable}, {@code @Body}
 * or {@code @Headers}. What it throws becomes the exchange's exception.
 */
final class Step extends ExpressionAdapter {

    private final Object bean;
    private final Method method;
    private final List<Function<Exchange, @Nullable Object>> arguments;

    private Step(Object bean, Method method, List<Function<Exchange, @Nullable Object>> arguments) {
        this.bean = bean;
        this.method = method;
        this.arguments = arguments;
    }

    /** The only public method of that name; empty when there are several, or a source is unsaid. */
    static Optional<Step> of(Object bean, String name) {
        List<Method> methods =
                Stream.of(bean.getClass().getMethods())
                        .filter(method -> method.getName().equals(name))
                        .toList();
        return methods.size() == 1 ? of(bean, methods.get(0)) : Optional.empty();
    }

    private static Optional<Step> of(Object bean, Method method) {
        List<Function<Exchange, @Nullable Object>> arguments = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            argument(method.getParameterTypes()[i], method.getParameterAnnotations()[i])
                    .ifPresent(arguments::add);
        }
        boolean answers = method.getReturnType() != void.class;
        boolean said = arguments.size() == method.getParameterCount();
        return answers && said && method.canAccess(bean)
                ? Optional.of(new Step(bean, method, List.copyOf(arguments)))
                : Optional.empty();
    }

    private static Optional<Function<Exchange, @Nullable Object>> argument(
            Class<?> type, Annotation[] annotations) {
        if (annotations.length != 1 || type.isPrimitive()) {
            return Optional.empty();
        }
        if (annotations[0] instanceof Variable variable) {
            return Optional.of(exchange -> exchange.getVariable(variable.value(), type));
        }
        if (annotations[0] instanceof Body) {
            return Optional.of(exchange -> exchange.getMessage().getBody(type));
        }
        return annotations[0] instanceof Headers
                ? Optional.of(exchange -> exchange.getMessage().getHeaders())
                : Optional.empty();
    }

    @Override
    public @Nullable Object evaluate(Exchange exchange) {
        try {
            Object[] given = new Object[arguments.size()];
            for (int i = 0; i < given.length; i++) {
                given[i] = arguments.get(i).apply(exchange);
            }
            return method.invoke(bean, given);
        } catch (InvocationTargetException thrown) {
            exchange.setException(thrown.getCause());
            return null;
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return bean.getClass().getSimpleName() + "." + method.getName();
    }
}
