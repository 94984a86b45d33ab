package main

import (
	"os"
	openai "github.com/sashabaranov/go-openai"
)

func client() *openai.Client {
	// The European router is https://router.eu.requesty.ai/v1.
	config := openai.DefaultConfig(os.Getenv("AIGATEWAY_API_KEY"))
	config.BaseURL = "https://gw.example/v1"
	return openai.NewClientWithConfig(config)
}
