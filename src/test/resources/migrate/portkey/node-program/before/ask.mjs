// Asks one question, through Portkey's gateway on this machine.
import OpenAI from "openai";

const client = new OpenAI({
  apiKey: process.env.PORTKEY_API_KEY,
  baseURL: "http://localhost:8787/v1",
  defaultHeaders: {
    "x-portkey-api-key": process.env.PORTKEY_API_KEY,
    "x-portkey-metadata": JSON.stringify({ team: "search" }),
  },
});

const answer = await client.chat.completions.create({
  model: "gpt-4o-mini",
  messages: [{ role: "user", content: process.argv[2] }],
});
console.log(answer.choices[0].message.content);
