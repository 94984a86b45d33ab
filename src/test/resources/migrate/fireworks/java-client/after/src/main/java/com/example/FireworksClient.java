package com.example;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;

final class FireworksClient {

    private static final String TEXT =
            """
            Models are listed at https://fireworks.ai/models.
            """;

    OpenAIClient client() {
        return OpenAIOkHttpClient.builder()
                .baseUrl("https://gw.example/v1")
                .apiKey(System.getenv("AIGATEWAY_API_KEY"))
                .putHeader("x-session-affinity", "a")
                .build();
    }
}
