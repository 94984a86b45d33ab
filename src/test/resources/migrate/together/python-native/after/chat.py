#!/usr/bin/env python3
"""Asks a model of Together's; needs TOGETHER_API_KEY."""
from __future__ import annotations

import os
from together import AsyncTogether, Together

client = Together(base_url="https://gw.example/v1", api_key=os.environ["AIGATEWAY_API_KEY"])
slow = AsyncTogether(base_url="https://gw.example/v1", api_key=os.environ["AIGATEWAY_API_KEY"], timeout=120)

reply = client.chat.completions.create(
    model="together/openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Hi"}],
)
print(reply.choices[0].message.content)
client.fine_tuning.create(training_file="file-1", model="meta-llama/Meta-Llama-3.1-8B-Instruct-Reference")
