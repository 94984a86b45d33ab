import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks one question of LiteLLM at http://localhost:4000, with LITELLM_API_KEY. */
public class Ask {

    private static final String BASE = "http://localhost:4000/v1";
    private static final Pattern CONTENT = Pattern.compile("\"content\"\\s*:\\s*\"([^\"]*)\"");

    public static void main(String[] args) throws Exception {
        String body =
                """
                {"model": "my-chat-model", "messages": [{"role": "user", "content": "%s"}]}
                """
                        .formatted(args[0]);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(BASE + "/chat/completions"))
                        .header("Content-Type", "application/json")
                        .header("x-litellm-api-key", System.getenv("LITELLM_API_KEY"))
                        .header("x-litellm-tags", "team:search")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        Matcher content = CONTENT.matcher(response.body());
        System.out.println(content.find() ? content.group(1) : response.body());
    }
}
