package com.example;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

/** Models of https://api.together.xyz/v1. */
public class Together {

    private static final String BASE_URL = "https://api.together.xyz/v1";

    public ChatModel model() {
        return OpenAiChatModel.builder()
                .baseUrl(BASE_URL)
                .apiKey(System.getenv("TOGETHER_API_KEY"))
                .modelName("mistralai/Mixtral-8x7B-Instruct-v0.1")
                .build();
    }
}
