import os

from openai import OpenAI

# Fireworks serves it, Hugging Face routes it.
client = OpenAI(base_url="https://router.huggingface.co/fireworks-ai/inference/v1", api_key=os.environ["HF_TOKEN"])
reply = client.chat.completions.create(
    model="accounts/acme/models/llama-v3p1-8b-instruct",
    messages=[{"role": "user", "content": "Hi"}],
)
