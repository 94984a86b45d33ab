import { createRequesty } from "@requesty/ai-sdk";
import { generateText } from "ai";

export const requesty = createRequesty({
  apiKey: process.env.REQUESTY_API_KEY,
  headers: { "X-Requesty-Env": "test" },
});

export const hello = () => generateText({ model: requesty("policy/support"), prompt: "Hello" });
export const fast = () => generateText({ model: requesty.chat("openai/gpt-4.1"), prompt: "Hello" });
