// Asks what each line of its input says with the library that it names, and answers with a line of what was heard:
// {"library", "baseUrl", "key", "model", "prompt", "tools"} -> {"text", "raised"}.
import { createInterface } from 'node:readline';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText, tool } from 'ai';
import OpenAI from 'openai';
import { z } from 'zod';

const WEATHER = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};

function request(question) {
  const messages = [{ role: 'user', content: question.prompt }];
  return { model: question.model, messages, stream: true, ...(question.tools ? { tools: [WEATHER] } : {}) };
}

function said(chunk) {
  const delta = chunk.choices[0]?.delta ?? {};
  return (delta.content ?? '') + (delta.tool_calls ?? []).map((call) => call.function?.arguments ?? '').join('');
}

const client = (question) => new OpenAI({ baseURL: question.baseUrl, apiKey: question.key });

const libraries = {
  async 'openai-node'(question, hear) {
    for await (const chunk of await client(question).chat.completions.create(request(question))) {
      hear(said(chunk));
    }
  },

  async 'openai-node, `stream()`'(question, hear) {
    const stream = client(question).chat.completions.stream(request(question));
    stream.on('chunk', (chunk) => hear(said(chunk)));
    await stream.finalChatCompletion();
  },

  async 'AI SDK'(question, hear) {
    for await (const part of aiAnswer(question).fullStream) {
      if (part.type === 'text-delta') hear(part.text);
      if (part.type === 'tool-input-delta') hear(part.delta);
      if (part.type === 'error') throw part.error;
    }
  },

  // Ends quietly whatever happens: its users have to look at the finish reason, or to give an onError.
  async 'AI SDK, `textStream`, then `finishReason`'(question, hear) {
    const answer = aiAnswer(question);
    for await (const piece of answer.textStream) hear(piece);
    if ((await answer.finishReason) === 'error') throw new QuietEnd('finishReason: error');
  },
};

class QuietEnd extends Error {}

function aiAnswer(question) {
  const provider = createOpenAICompatible({ name: 'gateway', baseURL: question.baseUrl, apiKey: question.key });
  const tools = { weather: tool({ description: 'The weather', inputSchema: z.object({ city: z.string() }) }) };
  return streamText({
    model: provider(question.model),
    prompt: question.prompt,
    onError() {},
    ...(question.tools ? { tools } : {}),
  });
}

async function ask(question) {
  let text = '';
  try {
    await libraries[question.library](question, (piece) => { text += piece; });
    return { text, raised: null };
  } catch (error) {
    return { text, raised: nameOf(error) };
  }
}

// An object that is not an Error has no class of its own.
function nameOf(error) {
  const name = error?.constructor?.name ?? typeof error;
  if (name === 'RetryError' || name === 'AI_RetryError') return `${name}: ${error.lastError?.constructor?.name}`;
  if (error instanceof QuietEnd) return error.message;
  return error instanceof Error ? name : `${name}: ${JSON.stringify(error)}`;
}

process.on('unhandledRejection', () => {});
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await ask(JSON.parse(line))) + '\n');
}
