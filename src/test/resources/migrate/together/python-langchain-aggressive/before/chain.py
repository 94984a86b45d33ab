import os

from langchain_core.prompts import ChatPromptTemplate
from langchain_together import ChatTogether

llm = ChatTogether(
    model="meta-llama/Llama-3-70b-chat-hf",
    together_api_key=os.environ["TOGETHER_API_KEY"],
    temperature=0,
)
chain = ChatPromptTemplate.from_template("{question}") | llm
