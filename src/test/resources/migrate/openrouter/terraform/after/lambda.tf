resource "aws_lambda_function" "ask" {
  environment {
    variables = {
      AIGATEWAY_API_KEY = var.key
      BASE_URL           = "https://gw.example/v1" # see https://openrouter.ai/docs
    }
  }
  user_data = <<-EOT
    export AIGATEWAY_API_KEY=${var.key}
    curl https://gw.example/v1/models
  EOT
}
/* https://openrouter.ai/api/v1 was tried first */
