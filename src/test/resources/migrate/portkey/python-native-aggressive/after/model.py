import os

from openai import AsyncOpenAI, OpenAI


class PortkeyModel:
    def __init__(self, provider: str | None = None):
        self.client = OpenAI(base_url="https://gw.example/v1", api_key=os.getenv("AIGATEWAY_API_KEY"))
        self.slow = AsyncOpenAI(
            base_url="https://gw.example/v1",
            api_key=os.getenv("AIGATEWAY_API_KEY"),
            timeout=60,
        )

    def ask(self, messages):
        return self.client.chat.completions.create(model="openai/gpt-4o", messages=messages)


def from_settings(**settings):
    return OpenAI(**settings)
