import { createOpenAICompatible } from "@ai-sdk/openai-compatible";

const fireworks = createOpenAICompatible({ name: "aigateway", baseURL: "https://gw.example/v1", apiKey: process.env.AIGATEWAY_API_KEY ?? "" });

export const model = fireworks("fireworks/deepseek-r1");

export function Label() {
  return <span title="accounts/fireworks">{"Fireworks"}</span>;
}
