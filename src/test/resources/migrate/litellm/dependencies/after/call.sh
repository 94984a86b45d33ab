curl https://gw.example/v1/models
