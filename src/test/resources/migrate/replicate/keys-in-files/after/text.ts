import Replicate from 'replicate';

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN! });

export async function answer(prompt: string) {
  return replicate.run('meta/meta-llama-3-70b-instruct', { input: { prompt } });
}
