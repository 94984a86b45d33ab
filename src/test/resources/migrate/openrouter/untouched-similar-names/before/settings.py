import os

KEY = os.environ["MY_OPENROUTER_API_KEY_FILE"]
OTHER = os.getenv("OPENROUTER_API_KEYS")
URL = "https://openrouter.ai.example.com/api/v1"
MIRROR = "https://mirror.example.com/openrouter.ai/api/v1"
X = "X-Title-Case"
openrouter_api_key = None
