package main

import (
	"context"
	"fmt"

	"github.com/replicate/replicate-go"
)

func main() {
	client, err := replicate.NewClient(replicate.WithTokenFromEnv())
	if err != nil {
		panic("REPLICATE_API_TOKEN is not set")
	}
	output, _ := client.Run(context.Background(), "meta/meta-llama-3-8b-instruct", replicate.PredictionInput{"prompt": "Hi"}, nil)
	fmt.Println(output)
}
