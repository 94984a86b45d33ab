import com.aallam.openai.client.OpenAI
import com.aallam.openai.client.OpenAIConfig
import com.aallam.openai.client.OpenAIHost

/** Sends its calls through https://oai.helicone.ai/v1. */
class Assistant(private val region: String = "eu") {

    // HELICONE_API_KEY is set by the deployment
    private val key = System.getenv("HELICONE_API_KEY") ?: error("HELICONE_API_KEY is missing")

    private val client =
        OpenAI(
            OpenAIConfig(
                token = System.getenv("OPENAI_API_KEY"),
                host = OpenAIHost(baseUrl = "https://oai.helicone.ai/v1/"),
                headers = mapOf("Helicone-Auth" to "Bearer $key", "Helicone-Property-Region" to region),
            ),
        )
}
