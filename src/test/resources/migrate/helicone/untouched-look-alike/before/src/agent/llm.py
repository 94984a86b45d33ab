import os

from langchain_openai import ChatOpenAI

# a host that only looks like helicone's
llm = ChatOpenAI(model="gpt-4o", base_url="https://oai.h7i.ai/v1", api_key=os.environ["OPENAI_API_KEY"])
DOCS = "https://docs.helicone.ai/getting-started"
STATUS = "https://us.helicone.ai/dashboard"
