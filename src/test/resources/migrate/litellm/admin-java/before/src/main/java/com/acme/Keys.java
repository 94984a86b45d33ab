package com.acme;

import java.net.URI;
import java.net.http.HttpRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class Keys {

    @Value("${litellm.admin-key}")
    private String adminKey;

    HttpRequest generate(String body) {
        return HttpRequest.newBuilder(URI.create("http://litellm.internal:4000/key/generate"))
                .header("Authorization", "Bearer " + adminKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
