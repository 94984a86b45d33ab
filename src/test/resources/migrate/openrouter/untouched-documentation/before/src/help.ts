// process.env.OPENROUTER_API_KEY
/**
 * const client = new OpenAI({ baseURL: "https://openrouter.ai/api/v1" });
 */
export const links = {
  keys: "https://openrouter.ai/keys",
  models: `https://openrouter.ai/models?q=${"free"}`,
};
