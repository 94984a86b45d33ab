"""Asks one question. Before: LiteLLM's proxy on this machine, with LITELLM_API_KEY."""

import os
import sys

from openai import OpenAI

# LiteLLM takes any key while it has no master key.
client = OpenAI(base_url="http://localhost:4000", api_key=os.environ.get("LITELLM_API_KEY", "anything"))


def ask(question: str) -> str:
    answer = client.chat.completions.create(
        model="my-chat-model",
        messages=[{"role": "user", "content": question}],
        extra_headers={"x-litellm-tags": "team:search"},
    )
    return answer.choices[0].message.content


if __name__ == "__main__":
    print(ask(sys.argv[1]))
