export AIGATEWAY_API_KEY
python app.py
