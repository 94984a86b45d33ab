package io.aigateway.camel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The component {@code direct}, where a second route may take over a name from the first: from then
 * on every call goes to the second, with no moment in which there is neither. Calls inside the
 * first go on there.
 */
public final class LiveDirect extends DirectComponent {

    private final Map<String, DirectConsumer> newest = new ConcurrentHashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        DirectEndpoint endpoint = new Shared(uri, this);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    public void addConsumer(String key, DirectConsumer consumer) {
        DirectConsumer before = newest.put(key, consumer);
        if (before != null) {
            super.removeConsumer(key, before);
        }
        super.addConsumer(key, consumer);
    }

    @Override
    public void removeConsumer(String key, DirectConsumer consumer) {
        newest.remove(key, consumer);
        super.removeConsumer(key, consumer);
    }

    @Override
    protected @Nullable DirectConsumer getConsumer(String key, boolean block, long timeout)
            throws InterruptedException {
        DirectConsumer consumer = newest.get(key);
        return consumer != null ? consumer : super.getConsumer(key, block, timeout);
    }

    private static final class Shared extends DirectEndpoint implements MultipleConsumersSupport {

        Shared(String uri, DirectComponent component) {
            super(uri, component);
        }

        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }
    }
}
