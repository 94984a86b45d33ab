"""Runs a Python file cell by cell and tells, in Markdown, what was typed and what was answered.

A cell ends at a line "# ---"; a comment that begins a cell becomes the text before it.
"""

import contextlib
import io
import sys


def tell(cell, names):
    lines = cell.strip().splitlines()
    told = bool(lines) and lines[0].startswith("# ")
    while lines and lines[0].startswith("# "):
        print(lines.pop(0)[2:])
    if told:
        print()
    code = "\n".join(lines)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "<cell>", "exec"), names)
    print(f"```python\n{code}\n```\n")
    if said.getvalue():
        print(f"```text\n{said.getvalue().rstrip()}\n```\n")
    sys.stdout.flush()


names = {}
for file in sys.argv[1:]:
    for cell in open(file, encoding="utf-8").read().split("\n# ---\n"):
        tell(cell, names)
