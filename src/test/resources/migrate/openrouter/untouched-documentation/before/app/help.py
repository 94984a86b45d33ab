"""How to use OpenRouter.

Set OPENROUTER_API_KEY and call https://openrouter.ai/api/v1/chat/completions.
"""

# curl https://openrouter.ai/api/v1/models -H "Authorization: Bearer $OPENROUTER_API_KEY"


def help_text() -> str:
    """OPENROUTER_API_KEY is made at https://openrouter.ai/keys"""
    return "OpenRouter is described at https://openrouter.ai/docs, its address is https://openrouter.ai/api/v1"
