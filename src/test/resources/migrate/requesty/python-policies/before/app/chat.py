import os

from openai import OpenAI

client = OpenAI(base_url="https://router.requesty.ai/v1", api_key=os.environ["REQUESTY_API_KEY"])


def support(question: str) -> str:
    reply = client.chat.completions.create(
        model="policy/support",
        messages=[{"role": "user", "content": question}],
        extra_body={"models": ["anthropic/claude-opus-4-7", "acme/unheard-of-7b"]},
    )
    return reply.choices[0].message.content


def cheap(question: str) -> str:
    model = os.getenv("CHEAP_MODEL", "policy/cheap.v2")
    return client.chat.completions.create(model=model, messages=[{"role": "user", "content": question}])
