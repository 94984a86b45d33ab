package io.aigateway.check;

import io.aigateway.config.Findings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerSupport;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Lets Camel's own YAML reader read each definition, and throws the result away: what it does not
 * know, it does not run. Beans are read, but never made.
 */
final class DslCheck {

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+([A-Z]\\w*)");
    private static final Pattern FIELD = Pattern.compile("Unsupported field: (\\S+)");

    private final CamelContext context;
    private final Findings findings;

    DslCheck(CamelContext context, Findings findings) {
        this.context = context;
        this.findings = findings;
    }

    void check(RouteFile file) {
        try (YamlReader reader = new YamlReader(context, file)) {
            for (Node item : file.items()) {
                check(reader, file, item);
            }
        }
    }

    private void check(YamlReader reader, RouteFile file, Node item) {
        Node beans = Walk.value(item, "beans").orElse(null);
        if (beans instanceof SequenceNode list) {
            for (Node bean : list.getValue()) {
                attempt(file, bean, () -> reader.readBean(bean));
            }
        } else {
            attempt(file, item, () -> reader.read(item));
        }
    }

    private void attempt(RouteFile file, Node item, Runnable reading) {
        try {
            reading.run();
        } catch (MarkedYamlEngineException told) {
            findings.error(file.path().toString(), lineOf(told, item), sentence(told.getProblem()));
        } catch (YamlEngineException | IllegalArgumentException told) {
            findings.error(
                    file.path().toString(),
                    Walk.line(item),
                    sentence(String.valueOf(told.getMessage())));
        }
    }

    /** Camel points to the mapping that holds a field it does not know; the field is nearer. */
    private static int lineOf(MarkedYamlEngineException told, Node item) {
        if (told.getProblemMark().isEmpty()) {
            return Walk.line(item);
        }
        int line = RouteFile.lineOf(told);
        Matcher field = FIELD.matcher(told.getProblem());
        return field.matches() ? Walk.lineOfKey(item, line, field.group(1)) : line;
    }

    private static String sentence(String problem) {
        String first = problem.lines().findFirst().orElse("cannot be read").strip();
        return CLASS_NAME.matcher(first).replaceAll("$1");
    }

    /** Camel's reader for one file. */
    private static final class YamlReader implements AutoCloseable {

        private final YamlDeserializationContext reader;

        YamlReader(CamelContext context, RouteFile file) {
            String label = file.path().toString();
            reader = new YamlDeserializationContext(LoadSettings.builder().setLabel(label).build());
            reader.setResource(ResourceHelper.fromString(label, ""));
            reader.setCamelContext(context);
            reader.addResolvers(new CustomResolver(new BeansDeserializer()));
            reader.addResolvers(new ModelDeserializersResolver());
            reader.start();
        }

        void read(Node item) {
            YamlDeserializerSupport.setDeserializationContext(item, reader);
            reader.mandatoryResolve(item).construct(item);
        }

        void readBean(Node bean) {
            YamlDeserializerSupport.setDeserializationContext(bean, reader);
            reader.construct(bean, BeanFactoryDefinition.class);
        }

        @Override
        public void close() {
            reader.stop();
        }
    }
}
