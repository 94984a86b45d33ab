import com.aallam.openai.client.OpenAI
import com.aallam.openai.client.OpenAIConfig
import com.aallam.openai.client.OpenAIHost

/** Sends its calls through https://oai.helicone.ai/v1. */
class Assistant(private val region: String = "eu") {

    // HELICONE_API_KEY is set by the deployment
    private val key = System.getenv("AIGATEWAY_API_KEY") ?: error("AIGATEWAY_API_KEY is missing")

    private val client =
        OpenAI(
            OpenAIConfig(
                token = key,
                host = OpenAIHost(baseUrl = "https://gw.example/v1/"),
                headers = mapOf("Helicone-Property-Region" to region),
            ),
        )
}
