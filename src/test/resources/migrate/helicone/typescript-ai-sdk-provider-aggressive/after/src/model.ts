import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { HeliconeManualLogger } from "@helicone/helpers";

const logger = new HeliconeManualLogger({ apiKey: process.env.HELICONE_API_KEY! });
const helicone = createOpenAICompatible({ name: "aigateway", baseURL: "https://gw.example/v1", apiKey: process.env.HELICONE_API_KEY! });

export const model = helicone("gpt-4o-mini/openai");
