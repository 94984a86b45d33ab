import os
import requests


class TogetherClient:
    def __init__(self, model, api_base: str | None = None):
        self.model = model
        self.url = api_base or os.getenv("AIGATEWAY_BASE_URL", "https://gw.example/v1") + "/completions"

    def basic_request(self, prompt):
        body = {"model": "together/togethercomputer/llama-2-70b", "prompt": prompt}
        headers = {"Authorization": f"Bearer {os.getenv('TOGETHER_API_KEY')}"}
        return requests.post("https://gw.example/v1/chat/completions", json=body, headers=headers)

    def tune(self, file):
        return requests.post("https://api.together.xyz/v1/fine-tunes", json={"training_file": file})
