from litellm import completion
import os

os.environ["OPENAI_API_KEY"] = os.environ["AIGATEWAY_API_KEY"]
os.environ["OPENAI_API_BASE"] = "https://gw.example/v1"

response = completion(
    model="openai/llama3.1:latest",
    api_base="https://gw.example/v1",
    api_key=os.environ["AIGATEWAY_API_KEY"],
    messages=[{"content": "What is LiteLLM?", "role": "user"}],
)
print(response)
