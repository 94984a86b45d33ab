from fireworks import AsyncFireworks, Fireworks

client = Fireworks()


async def ask(question: str):
    async with AsyncFireworks(api_key="fw_3ZkT8vQm2RyXw9Lc4Jn7Bd1G", max_retries=1) as slow:
        return await slow.chat.completions.create(
            model="accounts/acme/deployments/7f3a1c",
            messages=[{"role": "user", "content": question}],
        )


def jobs():
    return client.supervised_fine_tuning_jobs.list()
