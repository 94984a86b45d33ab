class Answer
  MODEL = "auto".freeze

  def call(question)
    OpenAI::Client.new.chat(parameters: { model: MODEL, messages: [{ role: "user", content: question }] })
  end
end
