import os

from openai import OpenAI

client = OpenAI(
    base_url="https://gw.example/v1",
    api_key=os.environ["AIGATEWAY_API_KEY"],
    default_headers={"x-aig-tag": "search", "X-Requesty-Stage": "live"},
)
