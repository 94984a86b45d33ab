// https://router.requesty.ai/v1
val link = "https://www.requesty.ai/router.requesty.ai/v1"
