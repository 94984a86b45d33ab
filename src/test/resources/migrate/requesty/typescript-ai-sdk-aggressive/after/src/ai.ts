import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText } from "ai";

export const requesty = createOpenAICompatible({
  name: "aigateway",
  baseURL: "https://gw.example/v1",
  apiKey: process.env.AIGATEWAY_API_KEY,
  headers: { "X-Requesty-Env": "test" },
});

export const hello = () => generateText({ model: requesty("policy/support"), prompt: "Hello" });
export const fast = () => generateText({ model: requesty.chatModel("openai/gpt-4.1"), prompt: "Hello" });
