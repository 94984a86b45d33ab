curl -X POST "https://api.together.xyz/v1/chat/completions" \
     -H "Authorization: Bearer $TOGETHER_API_KEY" \
     -d "{\"model\": \"meta-llama/Llama-3.3-70B-Instruct-Turbo\"}"
curl https://api.together.ai/v1/fine-tunes -H "Authorization: Bearer $TOGETHER_API_KEY"
