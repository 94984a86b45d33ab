#!/bin/sh
# Was https://openrouter.ai/api/v1 with OPENROUTER_API_KEY once.
echo done # https://openrouter.ai/api/v1
