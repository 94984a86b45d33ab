import os
from fireworks import AsyncFireworks, Fireworks

client = Fireworks(base_url="https://gw.example", api_key=os.environ["AIGATEWAY_API_KEY"])


async def ask(question: str):
    async with AsyncFireworks(base_url="https://gw.example", api_key=os.environ["AIGATEWAY_API_KEY"], max_retries=1) as slow:
        return await slow.chat.completions.create(
            model="fireworks/accounts/acme/deployments/7f3a1c",
            messages=[{"role": "user", "content": question}],
        )


def jobs():
    return client.supervised_fine_tuning_jobs.list()
