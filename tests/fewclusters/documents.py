"""Examples of Markdown pages: run them, and compare what they print with what the page says."""

import contextlib
import io
import re
from pathlib import Path

BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.DOTALL)


def examples(page: Path) -> list[tuple[str, str | None]]:
    """Blocks of Python of a page, each with the text that the page says it prints, if any."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    following = [*blocks[1:], ("", "")]
    return [
        (code, after if kind == "text" else None)
        for (language, code), (kind, after) in zip(blocks, following, strict=True)
        if language == "python"
    ]


def run(page: Path) -> list[tuple[str, str]]:
    """Run the blocks one after the other; pairs of what is said and what is printed."""
    names: dict = {}
    pairs = []
    for code, said in examples(page):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, str(page), "exec"), names)
        if said is not None:
            pairs.append((said.strip(), printed.getvalue().strip()))
    return pairs
