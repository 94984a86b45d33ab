import os

from openai import AsyncOpenAI, OpenAI

TOGETHER_BASE_URL = "https://api.together.xyz/v1"
DEFAULT_MODEL: str = "meta-llama/Llama-3.3-70B-Instruct-Turbo"


def client(model: str = "deepseek-ai/DeepSeek-V3", asynchronous: bool = False):
    kind = AsyncOpenAI if asynchronous else OpenAI
    return kind(base_url=TOGETHER_BASE_URL, api_key=os.environ["TOGETHER_API_KEY"])
