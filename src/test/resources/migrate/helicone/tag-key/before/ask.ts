import OpenAI from "openai";

export const client = new OpenAI({
  baseURL: "https://ai-gateway.helicone.ai",
  apiKey: process.env.HELICONE_API_KEY,
  defaultHeaders: { "Helicone-Property-Team": "search", "Helicone-Property-Stage": "live" },
});
