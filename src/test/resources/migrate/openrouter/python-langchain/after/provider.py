import os

from langchain_openai import ChatOpenAI


def model(provider: str, **kwargs):
    if provider == "openrouter":
        return ChatOpenAI(
            openai_api_base="https://gw.example/v1",
            openai_api_key=os.environ["AIGATEWAY_API_KEY"],
            model_kwargs={"extra_headers": {}},
            **kwargs,
        )
    raise ValueError(provider)
