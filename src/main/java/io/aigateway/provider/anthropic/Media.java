package io.aigateway.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Images and files, inline or by address, as image and document blocks. */
final class Media {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> IMAGES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";
    private static final String TEXT = "text/plain";
    private static final String BASE64 = ";base64";

    private Media() {}

    /** From {@code image_url}, an object with {@code url}, or, as older clients write, the URL. */
    static ObjectNode image(JsonNode imageUrl, String path) {
        JsonNode url = imageUrl.isTextual() ? imageUrl : imageUrl.path("url");
        return block("image", url.asText(), path);
    }

    /** From {@code file}: inline data or an address in {@code file_data}, never an id. */
    static ObjectNode file(JsonNode file, String path) {
        if (!file.path("file_data").isTextual()) {
            throw Parameters.refusal(
                    path,
                    "a file must come inline, as file_data: an Anthropic model cannot see files"
                            + " uploaded elsewhere");
        }
        ObjectNode block = block("document", file.path("file_data").asText(), path);
        if (file.path("filename").isTextual()) {
            block.set("title", file.path("filename"));
        }
        return block;
    }

    private static ObjectNode block(String type, String url, String path) {
        if (url.regionMatches(true, 0, "data:", 0, 5)) {
            return inline(url, path);
        }
        if (url.regionMatches(true, 0, "http://", 0, 7)
                || url.regionMatches(true, 0, "https://", 0, 8)) {
            ObjectNode block = NODES.objectNode().put("type", type);
            block.putObject("source").put("type", "url").put("url", url);
            return block;
        }
        throw Parameters.refusal(path, "must be a data: URL or an http(s) URL");
    }

    private static ObjectNode inline(String url, String path) {
        int comma = url.indexOf(',');
        String head = comma < 0 ? "" : url.substring(5, comma).toLowerCase(Locale.ROOT);
        if (!head.endsWith(BASE64)) {
            throw Parameters.refusal(path, "a data: URL must be base64: data:TYPE;base64,DATA");
        }
        String type = mediaType(head);
        String data = url.substring(comma + 1);
        return typed(type, data, path);
    }

    private static ObjectNode typed(String type, String data, String path) {
        if (type.equals(TEXT)) {
            return plainText(data, path);
        }
        if (IMAGES.contains(type) || type.equals(PDF)) {
            return encoded(type.equals(PDF) ? "document" : "image", type, data);
        }
        throw Parameters.refusal(
                path,
                "media type must be jpeg, png, gif, webp, pdf or plain text, but was " + type);
    }

    private static String mediaType(String head) {
        int end = head.indexOf(';');
        String type = head.substring(0, end).strip();
        return type.equals("image/jpg") ? "image/jpeg" : type;
    }

    private static ObjectNode encoded(String block, String mediaType, String data) {
        ObjectNode node = NODES.objectNode().put("type", block);
        node.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", data);
        return node;
    }

    private static ObjectNode plainText(String data, String path) {
        try {
            String text = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
            ObjectNode node = NODES.objectNode().put("type", "document");
            node.putObject("source").put("type", "text").put("media_type", TEXT).put("data", text);
            return node;
        } catch (IllegalArgumentException e) {
            throw Parameters.refusal(path, "the data of a plain text file is not base64");
        }
    }
}
