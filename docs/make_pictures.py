"""Draws docs/terminal.svg, the commands of the README at work on the sample documents; docs/review-page.png, their review
page; and docs/timeline.png, their dates as the README says to plot them.

The page needs Debian's chromium, the plot a font with Japanese.

.venv/bin/python docs/make_pictures.py
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import vl_convert
from rich.console import Console
from rich.text import Text

import pipeline

ROOT = Path(__file__).resolve().parent.parent
FONTS = "Noto Sans CJK JP, IPAexGothic, IPAGothic, sans-serif"
# Without the web font that rich's own form loads: the picture must not fetch anything.
FORM = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK JP", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">{matrix}</g>
</g>
</svg>
"""


def main() -> None:
    """Runs the commands in a workspace of its own and draws what they print."""
    console = Console(record=True, width=116, file=io.StringIO(), force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "raw").symlink_to(ROOT / "raw")
        for shown, arguments in (("make ingest", ["ingest"]), ("make diff", ["diff", "--limit", "3"])):
            console.print(Text.assemble(("$ ", "bold green"), (shown, "bold")))
            command = [sys.executable, "-m", "pipeline.cli", "--workspace", folder, *arguments]
            result = subprocess.run(
                command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "116"}
            )
            for line in result.stdout.replace(folder + "/", "").splitlines():
                style = "green" if line.lstrip().startswith("+ ") else "bold" if line.endswith(" added") else ""
                text = Text(line, style)
                text.truncate(114, overflow="ellipsis")
                console.print(text)
            console.print()
        _photograph(Path(folder) / "extracted" / "review" / "index.html", ROOT / "docs" / "review-page.png")
    _plot(ROOT / "README.md", ROOT / "docs" / "timeline.png")
    path = ROOT / "docs" / "terminal.svg"
    path.write_text(console.export_svg(title="oboegaki", code_format=FORM, unique_id="oboegaki"), encoding="utf-8")


def _plot(readme: Path, picture: Path) -> None:
    """Runs the block of the README that makes `chart`, and draws that."""
    blocks = re.findall(r"^```python\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {"tables": pipeline.load(ROOT)}
    exec(next(block for block in blocks if "chart = " in block), names)
    spec = names["chart"].configure(font=FONTS, view={"stroke": None}).to_dict()
    picture.write_bytes(vl_convert.vegalite_to_png(spec, scale=1.2))


def _photograph(page: Path, picture: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        raise SystemExit("there is no chromium to draw the review page with")
    options = ["--headless", "--no-sandbox", "--window-size=1400,820", f"--screenshot={picture}", page.as_uri()]
    subprocess.run([browser, *options], check=True, capture_output=True)


if __name__ == "__main__":
    main()
