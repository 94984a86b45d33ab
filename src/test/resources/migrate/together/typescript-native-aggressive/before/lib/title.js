const Together = require('together-ai')

const together = new Together({ apiKey: process.env['TOGETHER_API_KEY'] })

module.exports = async (text) =>
  together.chat.completions.create({
    model: 'meta-llama/Llama-3.2-3B-Instruct-Turbo',
    messages: [{ role: 'user', content: text }],
  })
