import http from 'k6/http';

export default function () {
  const body = JSON.stringify({ model: 'gpt-4', messages: [{ role: 'user', content: 'Hi' }] });
  http.post('http://localhost:8787/v1/chat/completions', body, {
    headers: {
      'Content-Type': 'application/json',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': 'http://upstream:9000/v1', // portkey sends it on
    },
  });
}
