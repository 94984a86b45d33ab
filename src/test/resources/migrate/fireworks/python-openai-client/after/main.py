import argparse
import os
from openai import AsyncOpenAI

MODEL_ALIASES = {
    "deepseek": "fireworks/deepseek-v3p1",
    "gpt": "gpt-4o",
}


def client(name: str) -> AsyncOpenAI:
    if MODEL_ALIASES[name].startswith("fireworks"):
        return AsyncOpenAI(
            base_url="https://gw.example/v1",
            api_key=os.environ["AIGATEWAY_API_KEY"],
        )
    return AsyncOpenAI()


parser = argparse.ArgumentParser()
parser.add_argument("--model", default="fireworks/qwen3-235b-a22b")
parser.add_argument("--key", default=os.environ.get("AIGATEWAY_API_KEY"), help="AIGATEWAY_API_KEY by default")
