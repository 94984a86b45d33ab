import { createHelicone } from "@helicone/ai-sdk-provider";
import { HeliconeManualLogger } from "@helicone/helpers";

const logger = new HeliconeManualLogger({ apiKey: process.env.HELICONE_API_KEY! });
const helicone = createHelicone({ apiKey: process.env.HELICONE_API_KEY! });

export const model = helicone("gpt-4o-mini/openai");
