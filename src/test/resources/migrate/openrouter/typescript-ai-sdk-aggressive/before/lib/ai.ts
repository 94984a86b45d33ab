import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { generateText, streamText } from "ai";

const openrouter = createOpenRouter({
  apiKey: process.env.OPENROUTER_API_KEY!,
});

export const summarise = (text: string) =>
  generateText({ model: openrouter("openrouter/auto"), prompt: `Summarise: ${text}` });

export const chat = (prompt: string) => streamText({ model: openrouter.chat("x-ai/grok-4"), prompt });
