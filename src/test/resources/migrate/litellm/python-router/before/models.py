import litellm
from litellm import Router
from litellm.integrations.custom_logger import CustomLogger


class Log(CustomLogger):
    def log_success_event(self, kwargs, response, start, end):
        print(kwargs["model"])


litellm.callbacks = [Log()]

router = Router(
    model_list=[
        {"model_name": "chat", "litellm_params": {"model": "azure/gpt-4o", "api_base": "https://x.openai.azure.com"}},
        {"model_name": "chat", "litellm_params": {"model": "openai/gpt-4o"}},
    ],
    num_retries=2,
)


def answer(messages):
    try:
        return router.completion(model="chat", messages=messages)
    except litellm.exceptions.RateLimitError:
        return None
