import OpenAI from "./OpenAI.js";

class Fireworks extends OpenAI {
  static providerName = "fireworks";
  static defaultOptions = {
    apiBase: "https://api.fireworks.ai/inference/v1/",
  };

  private static modelConversion: Record<string, string> = {
    "starcoder-7b": "accounts/fireworks/models/starcoder-7b",
    "llama-70b": `accounts/fireworks/models/llama-v3p1-70b-instruct`,
  };

  protected convertModelName(model: string): string {
    return Fireworks.modelConversion[model] ?? model;
  }
}

export default Fireworks;
