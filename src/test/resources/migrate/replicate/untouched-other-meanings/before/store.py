"""Replicates rows to a second store."""


def replicate(rows, prefer="primary"):
    return {"Prefer": prefer, "model": "replicate/rows", "rows": rows, "page": "https://replicate.com/explore"}
