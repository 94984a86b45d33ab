require "replicate"

class Picture
  # REPLICATE_API_TOKEN is read by the gem's configuration
  def call(prompt)
    Replicate.client.retrieve_model("stability-ai/sdxl").latest_version.predict(prompt: prompt)
  end
end
