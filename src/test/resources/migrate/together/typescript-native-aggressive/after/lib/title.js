const { OpenAI } = require('openai')

const together = new OpenAI({ baseURL: 'https://gw.example/v1', apiKey: process.env['AIGATEWAY_API_KEY'] })

module.exports = async (text) =>
  together.chat.completions.create({
    model: 'together/meta-llama/Llama-3.2-3B-Instruct-Turbo',
    messages: [{ role: 'user', content: text }],
  })
