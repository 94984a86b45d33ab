curl -X POST "https://gw.example/v1/chat/completions" \
     -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
     -d "{\"model\": \"together/meta-llama/Llama-3.3-70B-Instruct-Turbo\"}"
curl https://api.together.ai/v1/fine-tunes -H "Authorization: Bearer $TOGETHER_API_KEY"
