#!/usr/bin/env python3
"""Asks a model of Together's; needs TOGETHER_API_KEY."""
from __future__ import annotations

from together import AsyncTogether, Together

client = Together()
slow = AsyncTogether(timeout=120)

reply = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Hi"}],
)
print(reply.choices[0].message.content)
client.fine_tuning.create(training_file="file-1", model="meta-llama/Meta-Llama-3.1-8B-Instruct-Reference")
