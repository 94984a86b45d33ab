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
                .baseUrl("https://api.fireworks.ai/inference/v1")
                .apiKey("fw_3ZkT8vQm2RyXw9Lc4Jn7Bd1G")
                .putHeader("x-session-affinity", "a")
                .build();
    }
}
