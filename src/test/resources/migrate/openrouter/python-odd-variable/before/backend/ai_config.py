import os
from openai import OpenAI

client = OpenAI(base_url="https://openrouter.ai/api/v1", api_key=os.environ.get("OPEN_ROUTER_KEY"))
MODEL = os.getenv("MODEL", "meta-llama/llama-3.3-70b-instruct:free")
FALLBACK_MODELS = ["z-ai/glm-4.6", "openai/gpt-4o-mini"]
