import Replicate from 'replicate';

const replicate = new Replicate({ auth: 'r8_Pf7dK2mQ9xWvL4tZ8bNcR1yHs6JgE3uAo5Vi' });

export async function answer(prompt: string) {
  return replicate.run('meta/meta-llama-3-70b-instruct', { input: { prompt } });
}
