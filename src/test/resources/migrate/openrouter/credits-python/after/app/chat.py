import os
from openai import OpenAI

from app.config import API_KEY, BASE_URL

client = OpenAI(api_key=API_KEY, base_url=BASE_URL)
old = OpenAI(api_key=os.environ["AIGATEWAY_API_KEY"], base_url="https://gw.example/v1")
SPARE = "sk-or-v1-11aa22bb33cc44dd55ee66ff77889900"
