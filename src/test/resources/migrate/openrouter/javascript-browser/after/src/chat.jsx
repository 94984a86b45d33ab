import { useState } from "react";

const URL = `https://gw.example/v1/chat/completions`;

export function Chat() {
  const [text, setText] = useState("");
  const ask = async () => {
    const reply = await fetch(URL, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${import.meta.env.VITE_AIGATEWAY_API_KEY}`,
      },
      body: JSON.stringify({ model: "openai/gpt-4o-mini", messages: [{ role: "user", content: text }] }),
    });
    setText((await reply.json()).choices[0].message.content);
  };
  return (
    <p>
      Powered by <a href="https://openrouter.ai/models">OpenRouter</a> <button onClick={ask}>Ask</button> {text}
    </p>
  );
}
