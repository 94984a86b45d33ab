package com.example;

import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Talks to LiteLLM at http://litellm:4000, with LITELLM_API_KEY. */
@Configuration
class ChatConfig {

    @Value("${AIGATEWAY_API_KEY}")
    private String key;

    @Value("${litellm.base-url:https://gw.example}")
    private String base;

    // Spring AI 1 appends /v1/chat/completions itself.
    @Bean
    OpenAiApi api() {
        return OpenAiApi.builder().baseUrl("https://gw.example").apiKey(System.getenv("AIGATEWAY_API_KEY")).build();
    }

    @Bean
    OpenAiChatModel model(OpenAiApi api) {
        return OpenAiChatModel.builder().openAiApi(api).build();
    }
}
