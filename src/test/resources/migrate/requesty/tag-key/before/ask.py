import os

from openai import OpenAI

client = OpenAI(
    base_url="https://router.requesty.ai/v1",
    api_key=os.environ["REQUESTY_API_KEY"],
    default_headers={"X-Requesty-Team": "search", "X-Requesty-Stage": "live"},
)
