import os

from langchain_openai import ChatOpenAI
from portkey_ai import PORTKEY_GATEWAY_URL, createHeaders

headers = createHeaders(
    api_key=os.environ["PORTKEY_API_KEY"],
    provider="openai",
    metadata={"team": "search"},
)


def chat(model: str = "gpt-4o") -> ChatOpenAI:
    return ChatOpenAI(
        model=model,
        api_key="X",
        base_url=PORTKEY_GATEWAY_URL,
        default_headers=headers,
    )
