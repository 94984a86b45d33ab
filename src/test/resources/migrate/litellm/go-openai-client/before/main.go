package main

import (
	"context"
	"fmt"
	"os"

	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

// litellm serves the models, see http://localhost:4000/ui.
const defaultBase = "http://localhost:4000"

func main() {
	base := os.Getenv("LITELLM_BASE_URL")
	if base == "" {
		base = defaultBase
	}
	client := openai.NewClient(
		option.WithBaseURL(base),
		option.WithAPIKey(os.Getenv("LITELLM_API_KEY")),
		option.WithHeader("x-litellm-tags", "cli"),
	)
	reply, err := client.Chat.Completions.New(context.TODO(), openai.ChatCompletionNewParams{
		Model:    "gpt-4o",
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Hello")},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "is LITELLM_API_KEY set?", err)
		os.Exit(1)
	}
	fmt.Println(reply.Choices[0].Message.Content)
}
