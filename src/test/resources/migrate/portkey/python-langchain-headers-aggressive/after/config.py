import os
import json

from langchain_openai import ChatOpenAI

headers = {"Authorization": "Bearer " + os.environ["AIGATEWAY_API_KEY"], "x-portkey-metadata": json.dumps({"team": "search"})}


def chat(model: str = "gpt-4o") -> ChatOpenAI:
    return ChatOpenAI(
        model=model,
        api_key=os.environ["AIGATEWAY_API_KEY"],
        base_url="https://gw.example/v1",
        default_headers=headers,
    )
