# Code from a prompt. FIREWORKS_API_KEY must be set.
import os
from openai import OpenAI

client = OpenAI(base_url="https://gw.example/v1", api_key=os.environ.get("AIGATEWAY_API_KEY"))
response = client.chat.completions.create(
    model="fireworks/llama-v3p1-8b-instruct",
    messages=[{"role": "user", "content": "Say this is a test"}],
)
print(response.choices[0].message.content)
