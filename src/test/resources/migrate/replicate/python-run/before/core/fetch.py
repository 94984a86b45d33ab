import os

import replicate

os.environ["REPLICATE_API_TOKEN"] = "r8_Fk3Yq8Zt1Wm5Rb9Xc2Vd7Ns4Lp6Hj0Gu1Ta"


def ask(prompt: str) -> str:
    output = replicate.run(
        "meta/meta-llama-3-70b-instruct",
        input={"prompt": prompt, "max_tokens": 512},
    )
    return "".join(output)
