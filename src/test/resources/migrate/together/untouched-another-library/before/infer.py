import os

from huggingface_hub import InferenceClient

client = InferenceClient(provider="together", api_key=os.environ["HF_TOKEN"])
reply = client.chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct", messages=[])
