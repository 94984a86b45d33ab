"""Routes of the service; LiteLLM is mentioned only here."""
from fastapi import APIRouter as Router

router = Router(prefix="/key")


@router.get("/info")
def completion(model: str = "litellm") -> dict:
    return {"model": model}
