package io.aigateway.release;

import io.aigateway.camel.RouteFolders;
import java.nio.charset.StandardCharsets;
import org.apache.camel.main.Main;

/** An application that embeds the routes of the released jar, and asks one question. */
public final class EmbeddingHost {

    private static final String KEY = "sk-aig-of-the-embedding-host";

    private EmbeddingHost() {}

    /** Prints the answer. */
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.main.routes-include-pattern", RouteFolders.embedded());
        main.addInitialProperty("gateway.admin-key", KEY);
        main.start();
        Object answer =
                main.getCamelTemplate()
                        .requestBodyAndHeader(
                                "direct:chat",
                                "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
                                "Authorization",
                                "Bearer " + KEY);
        System.out.println(new String((byte[]) answer, StandardCharsets.UTF_8));
        main.stop();
    }
}
