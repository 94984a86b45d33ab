# The key is made at https://openrouter.ai/settings/keys
require "openai"

OpenAI.configure do |config|
  config.access_token = ENV.fetch("AIGATEWAY_API_KEY")
  config.uri_base = "https://gw.example/v1"
  config.extra_headers = { "x-aig-tag" => "shop" }
end
