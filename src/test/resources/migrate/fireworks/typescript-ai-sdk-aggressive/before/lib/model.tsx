import { createFireworks } from "@ai-sdk/fireworks";

const fireworks = createFireworks({ apiKey: process.env.FIREWORKS_API_KEY ?? "" });

export const model = fireworks("accounts/fireworks/models/deepseek-r1");

export function Label() {
  return <span title="accounts/fireworks">{"Fireworks"}</span>;
}
