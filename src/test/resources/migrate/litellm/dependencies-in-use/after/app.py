import os
from litellm import completion_cost
print(completion_cost)
