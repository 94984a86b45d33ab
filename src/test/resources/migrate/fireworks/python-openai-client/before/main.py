import argparse
import os
from openai import AsyncOpenAI

MODEL_ALIASES = {
    "deepseek": "accounts/fireworks/models/deepseek-v3p1",
    "gpt": "gpt-4o",
}


def client(name: str) -> AsyncOpenAI:
    if MODEL_ALIASES[name].startswith("accounts/fireworks"):
        return AsyncOpenAI(
            base_url="https://api.fireworks.ai/inference/v1",
            api_key=os.environ["FIREWORKS_API_KEY"],
        )
    return AsyncOpenAI()


parser = argparse.ArgumentParser()
parser.add_argument("--model", default="accounts/fireworks/models/qwen3-235b-a22b")
parser.add_argument("--key", default=os.environ.get("FIREWORKS_API_KEY"), help="FIREWORKS_API_KEY by default")
