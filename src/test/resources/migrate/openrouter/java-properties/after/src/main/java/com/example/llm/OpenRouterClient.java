package com.example.llm;

import java.net.URI;
import java.net.http.HttpRequest;

class OpenRouterClient {

    private static final URI MODELS = URI.create("https://gw.example/v1/models");

    HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create("https://gw.example/v1/chat/completions"))
                .header("Authorization", "Bearer " + System.getenv("AIGATEWAY_API_KEY"))
                .header("x-aig-tag", "example")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
