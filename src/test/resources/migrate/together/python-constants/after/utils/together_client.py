import os

from openai import AsyncOpenAI, OpenAI

TOGETHER_BASE_URL = "https://gw.example/v1"
DEFAULT_MODEL: str = "together/meta-llama/Llama-3.3-70B-Instruct-Turbo"


def client(model: str = "together/deepseek-ai/DeepSeek-V3", asynchronous: bool = False):
    kind = AsyncOpenAI if asynchronous else OpenAI
    return kind(base_url=TOGETHER_BASE_URL, api_key=os.environ["AIGATEWAY_API_KEY"])
