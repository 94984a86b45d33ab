import json
import os

import requests


class RequestyModel:
    def __init__(self):
        self._api_url = "https://gw.example/v1/chat/completions"
        self._api_key = os.getenv("AIGATEWAY_API_KEY", "")

    def _query(self, messages, **kwargs):
        headers = {
            "Authorization": f"Bearer {self._api_key}",
            "Content-Type": "application/json",
            "X-Title": "agent",
            "X-Requesty-Team": "agents",
        }
        payload = {"model": "vertex/google/gemini-2.5-flash", "messages": messages, **kwargs}
        response = requests.post(self._api_url, headers=headers, data=json.dumps(payload), timeout=60)
        if response.status_code == 401:
            raise PermissionError("Set the AIGATEWAY_API_KEY variable; keys are made at https://app.requesty.ai/api-keys")
        return response.json()
