import os, sys

for name in ("AIGATEWAY_API_KEY", "DATABASE_URL"):
    if name not in os.environ:
        sys.exit(f"{name} is not set")
