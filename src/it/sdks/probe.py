"""Asks what each line of its input says with openai-python, and answers with a line of what was heard.

{"library", "baseUrl", "key", "model", "prompt", "tools"} -> {"text", "raised"}
"""

import json
import sys

from openai import OpenAI

WEATHER = {
    "type": "function",
    "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}},
}


def request(question):
    tools = {"tools": [WEATHER]} if question["tools"] else {}
    return {"model": question["model"], "messages": [{"role": "user", "content": question["prompt"]}], **tools}


def said(chunk):
    if not chunk.choices:
        return ""
    delta = chunk.choices[0].delta
    calls = "".join((call.function and call.function.arguments) or "" for call in delta.tool_calls or [])
    return (delta.content or "") + calls


def plain(client, question, hear):
    for chunk in client.chat.completions.create(stream=True, **request(question)):
        hear(said(chunk))


def helper(client, question, hear):
    with client.chat.completions.stream(**request(question)) as stream:
        for event in stream:
            if event.type == "chunk":
                hear(said(event.chunk))
        stream.get_final_completion()


def ask(question):
    text = []
    client = OpenAI(base_url=question["baseUrl"], api_key=question["key"])
    try:
        (helper if "stream()" in question["library"] else plain)(client, question, text.append)
        raised = None
    except Exception as error:  # whatever the library raises is the answer
        raised = type(error).__name__
    return {"text": "".join(text), "raised": raised}


for line in sys.stdin:
    print(json.dumps(ask(json.loads(line))), flush=True)
