# Another router's client: nothing here is said to the one that is left.
payload = {
    "messages": [],
    "models": ["openai/gpt-5.4", "anthropic/claude-opus-4.7"],
    "provider": {"order": ["groq"], "allow_fallbacks": False},
}
ICONS = "@preset/icons"
