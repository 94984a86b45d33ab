import { OpenAI } from "openai";

// needs REQUESTY_API_KEY
const client = new OpenAI({
  apiKey: process.env.REQUESTY_API_KEY || "rqsty-sk-7Hc2Qm9Zt4Vb1Xk8Lw3Rn6Yd5Jp0Fs",
  baseURL: process.env.REQUESTY_BASE_URL || "https://router.requesty.ai/v1",
});

const reply = await client.chat.completions.create({
  model: process.env.MODEL ?? "bedrock/claude-sonnet-4-5@eu-central-1",
  messages: [{ role: "user", content: "Hi" }],
});
console.log(reply.choices[0].message.content);
