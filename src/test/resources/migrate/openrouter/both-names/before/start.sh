export OPENROUTER_API_KEY
python app.py
