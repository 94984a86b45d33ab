package main

import (
	openai "github.com/sashabaranov/go-openai"
)

func client() *openai.Client {
	// The European router is https://router.eu.requesty.ai/v1.
	config := openai.DefaultConfig("rqsty-sk-7Hc2Qm9Zt4Vb1Xk8Lw3Rn6Yd5Jp0Fs")
	config.BaseURL = "https://router.eu.requesty.ai/v1"
	return openai.NewClientWithConfig(config)
}
