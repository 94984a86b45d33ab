import os

KEY = os.environ["AIGATEWAY_API_KEY"]
