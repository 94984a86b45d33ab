import os

import replicate



def ask(prompt: str) -> str:
    output = replicate.run(
        "meta/meta-llama-3-70b-instruct",
        input={"prompt": prompt, "max_tokens": 512},
    )
    return "".join(output)
