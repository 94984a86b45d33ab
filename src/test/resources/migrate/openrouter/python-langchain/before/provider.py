import os

from langchain_openai import ChatOpenAI


def model(provider: str, **kwargs):
    if provider == "openrouter":
        return ChatOpenAI(
            openai_api_base="https://openrouter.ai/api/v1",
            openai_api_key=os.environ["OPENROUTER_API_KEY"],
            model_kwargs={"extra_headers": {"HTTP-Referer": "https://example.org"}},
            **kwargs,
        )
    raise ValueError(provider)
