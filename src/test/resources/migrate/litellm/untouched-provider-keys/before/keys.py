# litellm reads these by itself
import os

os.environ["OPENAI_API_KEY"] = os.environ["TEAM_OPENAI_API_KEY"]
os.environ["LITELLM_LOG"] = "DEBUG"
os.environ["LITELLM_SALT_KEY"] = os.environ["SALT"]
