import os
from pathlib import Path

BASE_URL = "https://gw.example/v1"
API_KEY = os.environ["AIGATEWAY_API_KEY"]
MODEL = "auto"
DATA = Path(__file__).parent / "data"
