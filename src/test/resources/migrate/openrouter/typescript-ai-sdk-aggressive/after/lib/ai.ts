import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText } from "ai";

const openrouter = createOpenAICompatible({
  name: "aigateway",
  baseURL: "https://gw.example/v1",
  apiKey: process.env.AIGATEWAY_API_KEY!,
});

export const summarise = (text: string) =>
  generateText({ model: openrouter("auto"), prompt: `Summarise: ${text}` });

export const chat = (prompt: string) => streamText({ model: openrouter.chatModel("x-ai/grok-4"), prompt });
