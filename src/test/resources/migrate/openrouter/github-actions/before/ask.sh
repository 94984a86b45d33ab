#!/bin/sh
curl https://openrouter.ai/api/v1/models -H "Authorization: Bearer ${OPENROUTER_API_KEY:?is not set}"
