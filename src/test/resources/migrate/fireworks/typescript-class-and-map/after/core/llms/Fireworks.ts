import OpenAI from "./OpenAI.js";

class Fireworks extends OpenAI {
  static providerName = "fireworks";
  static defaultOptions = {
    apiBase: "https://gw.example/v1/",
  };

  private static modelConversion: Record<string, string> = {
    "starcoder-7b": "fireworks/starcoder-7b",
    "llama-70b": `fireworks/llama-v3p1-70b-instruct`,
  };

  protected convertModelName(model: string): string {
    return Fireworks.modelConversion[model] ?? model;
  }
}

export default Fireworks;
