import os
from openai import OpenAI

client = OpenAI(
    api_key=os.getenv('AIGATEWAY_API_KEY'),
    base_url="https://gw.example/v1",
    default_headers={
        "Helicone-Cache-Enabled": "true",
        "x-aig-tag": "search",
    },
)
print(client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Hi"}]))
