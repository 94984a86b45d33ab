import OpenAI from "openai";

// LITELLM_MASTER_KEY is for the admin only.
const baseURL = process.env.LITELLM_BASE_URL ?? "http://litellm.internal.example.com:4000/v1";

export const llm = new OpenAI({
  baseURL,
  apiKey: process.env.LITELLM_API_KEY,
  defaultHeaders: { "x-litellm-tags": "web", "x-litellm-enable-message-redaction": "true" },
});

export async function answer(question: string): Promise<string | null> {
  const { data, response } = await llm.chat.completions
    .create({ model: "litellm_proxy/claude-sonnet-4-5", messages: [{ role: "user", content: question }] })
    .withResponse();
  console.log(response.headers.get("x-litellm-response-cost"));
  return data.choices[0].message.content;
}
