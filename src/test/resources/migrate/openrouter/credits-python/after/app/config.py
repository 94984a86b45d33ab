import os

API_KEY = os.environ["OPENROUTER_API_KEY"]
BASE_URL = os.environ["AIGATEWAY_BASE_URL"]
