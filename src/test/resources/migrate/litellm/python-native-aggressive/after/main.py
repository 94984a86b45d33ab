import os
import litellm
from litellm import acompletion as ask

litellm.drop_params = True
MODEL = "gemini/gemini-2.5-flash"


def one(question: str) -> str:
    reply = litellm.completion(api_base="https://gw.example/v1", api_key=os.environ["AIGATEWAY_API_KEY"], model="openai/gpt-4o", messages=[{"role": "user", "content": question}])
    return reply.choices[0].message.content


async def two(question: str) -> str:
    reply = await ask(
        api_base="https://gw.example/v1",
        api_key=os.environ["AIGATEWAY_API_KEY"],
        model="openai/" + MODEL,
        messages=[{"role": "user", "content": question}],
        temperature=0.2,
    )
    return reply.choices[0].message.content


def cost(reply) -> float:
    return litellm.completion_cost(completion_response=reply)
