import { createOpenRouter } from "@openrouter/ai-sdk-provider";
