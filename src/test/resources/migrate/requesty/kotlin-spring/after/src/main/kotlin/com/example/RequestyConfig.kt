package com.example

import org.springframework.beans.factory.annotation.Value
import org.springframework.web.client.RestClient

class RequestyConfig(
    @Value("\${AIGATEWAY_API_KEY}") private val key: String,
    @Value("\${requesty.base-url:https://gw.example/v1}") private val baseUrl: String,
) {
    fun client(): RestClient =
        RestClient.builder()
            .baseUrl(baseUrl)
            .defaultHeader("Authorization", "Bearer $key")
            .defaultHeader("X-Title", "spring")
            .build()
}
