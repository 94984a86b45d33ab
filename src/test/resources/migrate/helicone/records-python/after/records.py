import os

import requests
from openai import OpenAI

client = OpenAI(
    api_key=os.environ['HELICONE_API_KEY'],
    base_url="https://gw.example/v1",
    default_headers={},
)


def records():
    return requests.post(
        "https://api.helicone.ai/v1/request/query",
        headers={"Authorization": f"Bearer {os.environ['HELICONE_API_KEY']}"},
        json={"filter": "all"},
        timeout=30,
    ).json()
