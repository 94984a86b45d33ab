import os

from openai import OpenAI

client = OpenAI(base_url="https://gw.example/v1", api_key=os.environ["AIGATEWAY_API_KEY"])

FALLBACKS = ["anthropic/claude-opus-4.7", "google/gemini-3-flash"]


def answer(question: str) -> str:
    reply = client.chat.completions.create(
        model="openai/gpt-5.4",
        messages=[{"role": "user", "content": question}],
        extra_body={
            "models": FALLBACKS,
            "route": "fallback",
            "provider": {"order": ["openai", "anthropic"], "allow_fallbacks": True},
        },
    )
    return reply.choices[0].message.content


def private_answer(question: str, cheap: bool) -> str:
    reply = client.chat.completions.create(
        model="meta-llama/llama-3.3-70b-instruct",
        messages=[{"role": "user", "content": question}],
        extra_body={
            "provider": {
                "only": ["nebius", "Some Cloud"],
                "ignore": [os.environ["DISTRUSTED"]],
                "sort": "throughput" if cheap else "price",
                "max_price": {"prompt": 1, "completion": 2.5, "image": 0.01},
                "quantizations": ["fp8"],
                "data_collection": "deny",
                "zdr": True,
                "require_parameters": False,
            },
            "transforms": ["middle-out"],
        },
    )
    return reply.choices[0].message.content


def summary(text: str) -> str:
    reply = client.chat.completions.create(
        model="@preset/summaries",
        messages=[{"role": "user", "content": text}],
    )
    return reply.choices[0].message.content


def fast(text: str) -> str:
    reply = client.chat.completions.create(
        model="openai/gpt-5.4:nitro",
        messages=[{"role": "user", "content": text}],
        extra_body={"models": pick_models()},
    )
    return reply.choices[0].message.content


def stubborn(text: str, models: list) -> dict:
    body = {"model": "openai/gpt-5.4", "messages": [{"role": "user", "content": text}], "models": models}
    body["provider"] = {"order": ["groq", "together/fp8"], "allow_fallbacks": False}
    return body
