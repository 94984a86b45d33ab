"""A small chat service. Its models are served by LiteLLM at http://litellm:4000."""

import os

from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)

# LITELLM_API_KEY is made with POST http://litellm:4000/key/generate
client = OpenAI(api_key=os.getenv("LITELLM_API_KEY"), base_url="https://gw.example/v1")


@app.route("/chat", methods=["POST"])
def chat():
    answer = client.chat.completions.create(
        model="my-chat-model",
        messages=[{"role": "user", "content": request.json["question"]}],
        extra_headers={"x-aig-tag": "support,web", "x-litellm-num-retries": "3"},
    )
    return answer.choices[0].message.content
