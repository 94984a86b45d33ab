package io.aigateway.check;

import io.aigateway.config.Findings;
import io.aigateway.config.Spelling;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Checks the component and the options of every endpoint against what Camel knows of them. */
final class EndpointCheck {

    private final CamelContext context;
    private final Findings findings;

    EndpointCheck(CamelContext context, Findings findings) {
        this.context = context;
        this.findings = findings;
    }

    void check(RouteFile file) {
        for (Node item : file.items()) {
            Walk.over(item, (key, node) -> check(file, node));
        }
    }

    private void check(RouteFile file, Node node) {
        Node uri = Walk.value(node, "uri").orElse(null);
        int colon = uri == null ? -1 : Walk.text(uri).indexOf(':');
        if (uri == null || colon < 1 || Walk.text(uri).startsWith("{{")) {
            return;
        }
        String scheme = Walk.text(uri).substring(0, colon);
        EndpointUriFactory known = factory(scheme);
        if (known == null) {
            findings.error(
                    file.path().toString(),
                    Walk.line(uri),
                    "there is no component '%s'; check the spelling, or put its jar into lib/"
                            .formatted(scheme));
        } else if (Walk.value(node, "parameters").orElse(null) instanceof MappingNode options) {
            checkOptions(file, scheme, known, options);
        }
    }

    private @Nullable EndpointUriFactory factory(String scheme) {
        return context.getCamelContextExtension().getEndpointUriFactory(scheme);
    }

    /** A lenient endpoint passes what it does not know on, as query parameters for instance. */
    private void checkOptions(
            RouteFile file, String scheme, EndpointUriFactory known, MappingNode options) {
        Set<String> names = known.propertyNames();
        for (NodeTuple option : options.getValue()) {
            String name = Walk.text(option.getKeyNode());
            if (!known.isLenientProperties() && !names.contains(name)) {
                findings.error(
                        file.path().toString(),
                        Walk.line(option.getKeyNode()),
                        "component '%s' has no option '%s'; %s"
                                .formatted(scheme, name, Spelling.advice(name, "options", names)));
            }
        }
    }
}
