import os

API_KEY = os.environ["OPENROUTER_API_KEY"]
BASE_URL = os.environ["OPENROUTER_BASE_URL"]
