import os
from openai import OpenAI

client = OpenAI(
    api_key=os.getenv("OPENAI_API_KEY"),
    base_url="https://oai.helicone.ai/v1",
    default_headers={
        "Helicone-Auth": f"Bearer {os.getenv('HELICONE_API_KEY')}",
        "Helicone-Cache-Enabled": "true",
        "Helicone-Property-Team": "search",
    },
)
print(client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Hi"}]))
