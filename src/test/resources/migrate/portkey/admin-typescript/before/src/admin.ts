export async function listKeys() {
  const reply = await fetch('https://api.portkey.ai/v1/api-keys', {
    headers: { 'x-portkey-api-key': process.env.PORTKEY_API_KEY! },
  });
  return reply.json();
}
