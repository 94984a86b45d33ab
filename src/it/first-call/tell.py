"""Runs a Python file cell by cell and tells, in Markdown, what was typed and what was answered.

A cell ends at a line "# ---"; a comment that begins a cell becomes the text before it.
"""

import contextlib
import io
import sys


def tell(cell, names):
    lines = cell.strip().splitlines()
    while lines and lines[0].startswith("# "):
        print(lines.pop(0)[2:])
    code = "\n".join(lines)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "<cell>", "exec"), names)
    print(f"```python\n{code}\n```")
    if said.getvalue():
        print(f"```text\n{said.getvalue().rstrip()}\n```")
    sys.stdout.flush()


names = {}
for file in sys.argv[1:]:
    for cell in open(file, encoding="utf-8").read().split("\n# ---\n"):
        tell(cell, names)
