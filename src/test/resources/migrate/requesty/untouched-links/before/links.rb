# Keys are made at https://app.requesty.ai/api-keys
LINKS = { docs: "https://docs.requesty.ai", keys: "https://app.requesty.ai/api-keys" }.freeze
REQUESTY_API_KEY_HELP = "where the key comes from"
