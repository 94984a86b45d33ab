import os

KEY = os.environ["PORTKEY_API_KEY"]
