import os

from portkey_ai import AsyncPortkey, Portkey


class PortkeyModel:
    def __init__(self, provider: str | None = None):
        self.client = Portkey(api_key=os.getenv("PORTKEY_API_KEY"), provider=provider, metadata={"team": "a"})
        self.slow = AsyncPortkey(
            api_key=os.getenv("PORTKEY_API_KEY"),
            trace_id="run-1",
            timeout=60,
        )

    def ask(self, messages):
        return self.client.chat.completions.create(model="@openai-prod/gpt-4o", messages=messages)


def from_settings(**settings):
    return Portkey(**settings)
