#!/bin/sh
# asks LITELLM_API_KEY
set -e
. ./.env
curl -s "$LITELLM_BASE_URL/chat/completions" -H "Authorization: Bearer ${LITELLM_API_KEY}" -d @question.json
