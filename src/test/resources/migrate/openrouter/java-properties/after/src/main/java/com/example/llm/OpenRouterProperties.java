package com.example.llm;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * OpenRouter's settings. The usual address is https://openrouter.ai/api/v1.
 */
@ConfigurationProperties(prefix = "openrouter")
public class OpenRouterProperties {

    private String apiKey = System.getenv("AIGATEWAY_API_KEY");
    private String baseUrl = "https://gw.example/v1";
    private String chatPath = "/chat/completions";
    private String model = "mistralai/mistral-large";

    public String getBaseUrl() {
        return baseUrl;
    }
}
