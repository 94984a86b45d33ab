import os

from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

llm = ChatOpenAI(
    base_url="https://gw.example/v1",
    model="together/meta-llama/Llama-3-70b-chat-hf",
    api_key=os.environ["AIGATEWAY_API_KEY"],
    temperature=0,
)
chain = ChatPromptTemplate.from_template("{question}") | llm
