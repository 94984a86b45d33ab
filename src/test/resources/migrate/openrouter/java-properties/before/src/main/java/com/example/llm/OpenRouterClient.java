package com.example.llm;

import java.net.URI;
import java.net.http.HttpRequest;

class OpenRouterClient {

    private static final URI MODELS = URI.create("https://openrouter.ai/api/v1/models");

    HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create("https://openrouter.ai/api/v1/chat/completions"))
                .header("Authorization", "Bearer " + System.getenv("OPENROUTER_API_KEY"))
                .header("X-Title", "example")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
