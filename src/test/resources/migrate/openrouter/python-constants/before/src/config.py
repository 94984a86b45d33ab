from pathlib import Path

BASE_URL = "https://openrouter.ai/api/v1"
API_KEY = "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"
MODEL = "openrouter/auto"
DATA = Path(__file__).parent / "data"
