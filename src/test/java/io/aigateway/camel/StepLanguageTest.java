package io.aigateway.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.bean.BeanExpression;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepLanguageTest {

    private CamelContext context;
    private Exchange exchange;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.getRegistry().bind("bean-language", new StepLanguage());
        context.getRegistry().bind("steps", new Steps());
        context.start();
        exchange = new DefaultExchange(context);
        exchange.setVariable("name", "Ada");
        exchange.getMessage().setBody("a body");
        exchange.getMessage().setHeader("h", "a header");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void givesAMethodWhatItsParametersName() {
        // Given
        Expression step = expression("joined");

        // When
        String joined = step.evaluate(exchange, String.class);

        // Then
        assertThat(step).isInstanceOf(Step.class);
        assertThat(joined).isEqualTo("Ada, a body, {h=a header}, null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"joined", "bytes", "nothing", "missing"})
    void answersAsCamelsOwnDoes(String method) {
        // Given
        BeanExpression camels = new BeanExpression("steps", method);
        camels.init(context);

        // When
        Object answer = expression(method).evaluate(exchange, Object.class);

        // Then
        assertThat(answer).isEqualTo(camels.evaluate(exchange, Object.class));
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void makesWhatIsThrownTheExchangesException() {
        // Given
        Expression step = expression("failing");

        // When
        Object answer = step.evaluate(exchange, Object.class);

        // Then
        assertThat(answer).isNull();
        assertThat(exchange.getException()).isSameAs(Steps.FAILURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unsaid", "overloaded", "unanswered", "joined(${body}, 'x', null, null)"})
    void leavesToCamelWhatIsNotPlain(String method) {
        // Given the bean

        // When
        Expression expression = expression(method);

        // Then
        assertThat(expression).isInstanceOf(BeanExpression.class);
    }

    @Test
    void leavesToCamelWhatIsReachedByAName() {
        // Given
        Expression length =
                context.resolveLanguage("simple").createExpression("${variable.name.length}");

        // When
        int value = length.evaluate(exchange, Integer.class);

        // Then
        assertThat(value).isEqualTo(3);
    }

    @Test
    void refusesAMethodThatIsNotThere() {
        // Given the bean

        // When, then
        assertThatThrownBy(() -> expression("absent")).hasMessageContaining("absent");
    }

    private Expression expression(String method) {
        Object[] properties = {null, null, method, null, "steps", null, null};
        return context.resolveLanguage("bean").createExpression(null, properties);
    }

    /** Steps of a route, and what is none. */
    public static final class Steps {

        static final IllegalStateException FAILURE = new IllegalStateException("on purpose");

        public String joined(
                @Variable("name") String name,
                @Body String body,
                @Headers Map<String, Object> headers,
                @Variable("absent") @Nullable String absent) {
            return name + ", " + body + ", " + headers + ", " + absent;
        }

        public int bytes(@Body byte[] body) {
            return body.length;
        }

        public @Nullable String nothing() {
            return null;
        }

        public boolean missing(@Variable("absent") @Nullable String absent) {
            return absent == null;
        }

        public String failing() {
            throw FAILURE;
        }

        public String unsaid(String body) {
            return body;
        }

        public String overloaded(@Body String body) {
            return body;
        }

        public String overloaded(@Headers Map<String, Object> headers) {
            return headers.toString();
        }

        public void unanswered(@Body String body) {
            assertThat(body).isNotEmpty();
        }
    }
}
