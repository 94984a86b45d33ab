from litellm import completion
import os

os.environ["LITELLM_PROXY_API_KEY"] = "sk-4711-not-a-secret"
os.environ["OPENAI_API_KEY"] = os.environ["LITELLM_API_KEY"]
os.environ["OPENAI_API_BASE"] = "http://localhost:4000/v1"

response = completion(
    model="openai/llama3.1:latest",
    api_base="http://localhost:4000",
    api_key="sk-1234",
    messages=[{"content": "What is LiteLLM?", "role": "user"}],
)
print(response)
