# Code from a prompt. FIREWORKS_API_KEY must be set.
import os
from fireworks.client import Fireworks

client = Fireworks(api_key=os.environ.get("FIREWORKS_API_KEY"))
response = client.chat.completions.create(
    model="accounts/fireworks/models/llama-v3p1-8b-instruct",
    messages=[{"role": "user", "content": "Say this is a test"}],
)
print(response.choices[0].message.content)
