import os

import requests

LITELLM_URL = "https://gw.example"


def spend(user):
    headers = {"Authorization": f"Bearer {os.environ['LITELLM_MASTER_KEY']}"}
    reply = requests.get(f"http://litellm:4000/spend/logs?user_id={user}", headers=headers, timeout=30)
    return reply.json()


def answer(question):
    return requests.post(
        f"{LITELLM_URL}/v1/chat/completions",
        headers={"Authorization": "Bearer " + os.environ["LITELLM_API_KEY"]},
        json={"model": "gpt-4o", "messages": [{"role": "user", "content": question}]},
        timeout=60,
    )
