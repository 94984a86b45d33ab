/** Calls https://openrouter.ai/api/v1 with OPENROUTER_API_KEY. */
class Help {
    // "https://openrouter.ai/api/v1"
    /* System.getenv("OPENROUTER_API_KEY") */
    static final String LINK = "https://openrouter.ai/settings/keys";
}
