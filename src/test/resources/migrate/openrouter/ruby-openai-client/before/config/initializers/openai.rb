# The key is made at https://openrouter.ai/settings/keys
require "openai"

OpenAI.configure do |config|
  config.access_token = ENV.fetch("OPENROUTER_API_KEY")
  config.uri_base = "https://openrouter.ai/api/v1"
  config.extra_headers = { "X-Title" => "shop", "HTTP-Referer" => "https://example.com" }
end
