from openai import OpenAI

from config import API_KEY, BASE_URL, MODEL

client = OpenAI(base_url=BASE_URL, api_key=API_KEY)
print(client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hi"}]))
