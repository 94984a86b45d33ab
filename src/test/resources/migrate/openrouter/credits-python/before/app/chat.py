from openai import OpenAI

from app.config import API_KEY, BASE_URL

client = OpenAI(api_key=API_KEY, base_url=BASE_URL)
old = OpenAI(api_key="sk-or-v1-99aa88bb77cc66dd55ee44ff33112200", base_url="https://openrouter.ai/api/v1")
SPARE = "sk-or-v1-11aa22bb33cc44dd55ee66ff77889900"
