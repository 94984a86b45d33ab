resource "aws_lambda_function" "ask" {
  environment {
    variables = {
      OPENROUTER_API_KEY = var.key
      BASE_URL           = "https://openrouter.ai/api/v1" # see https://openrouter.ai/docs
    }
  }
  user_data = <<-EOT
    export OPENROUTER_API_KEY=${var.key}
    curl https://openrouter.ai/api/v1/models
  EOT
}
/* https://openrouter.ai/api/v1 was tried first */
