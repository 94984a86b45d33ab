package llm

import (
	"bytes"
	"net/http"
	"os"
)

const (
	openRouterBaseURL = "https://gw.example/v1"
	openRouterModel   = "qwen/qwen3-coder"
)

// headers of https://openrouter.ai/docs
var openRouterHeaders = map[string]string{
	"x-aig-tag":      "term",
}

func request(body []byte) (*http.Request, error) {
	req, err := http.NewRequest("POST", openRouterBaseURL+"/chat/completions", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv("AIGATEWAY_API_KEY"))
	for name, value := range openRouterHeaders {
		req.Header.Set(name, value)
	}
	return req, nil
}
