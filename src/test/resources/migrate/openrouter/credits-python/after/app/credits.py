import requests

from app.config import API_KEY


def left() -> float:
    reply = requests.get(
        "https://openrouter.ai/api/v1/credits",
        headers={"Authorization": f"Bearer {API_KEY}"},
        timeout=30,
    )
    data = reply.json()["data"]
    return data["total_credits"] - data["total_usage"]
