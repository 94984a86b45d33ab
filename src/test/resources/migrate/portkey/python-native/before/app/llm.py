"""Everything goes through Portkey (https://api.portkey.ai/v1)."""
from portkey_ai import Portkey

client = Portkey(
    api_key="PORTKEY_API_KEY",
    virtual_key="openai-prod-4711",
)
other = Portkey(config="pc-two-models")


def answer(question: str) -> str:
    reply = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": question}],
    )
    return reply.choices[0].message.content


def greet(name: str):
    return client.prompts.completions.create(prompt_id="pp-greet-0815", variables={"name": name})
