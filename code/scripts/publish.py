"""Refresh tests/reference/, docs/ and the table in the README from a build (make publish)."""

import re
import shutil
from pathlib import Path

import pandas as pd
from gvcrobots.config import read_yaml
from gvcrobots.exhibits.markdown import markdown_regressions
from gvcrobots.exhibits.montecarlo import draw_montecarlo
from gvcrobots.exhibits.participation import draw_participation
from gvcrobots.exhibits.style import save_picture
from gvcrobots.files import write_text
from gvcrobots.reference import compared_files
from gvcrobots.study import read_study

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(<!-- baseline table: make publish -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Copy results to the reference, and put what a clone shows before it is built into docs/."""
    output, docs = ROOT / "output", ROOT / "docs"
    publish_reference(output, ROOT / "tests/reference")
    shutil.copyfile(ROOT / "paper/paper.pdf", docs / "paper.pdf")
    participation = pd.read_csv(output / "figures/participation.csv")
    save_picture(draw_participation(participation), docs / "participation.png")
    rejections = output / "montecarlo/rejections.csv"
    if rejections.exists():  # built on request only
        save_picture(draw_montecarlo(pd.read_csv(rejections)), docs / "montecarlo.png")
    write_text(docs / "baseline.md", baseline_table(output))
    publish_readme(ROOT / "README.md", (docs / "baseline.md").read_text(encoding="utf-8"))


def publish_reference(output: Path, reference: Path) -> None:
    """Replace the tracked reference by the results of the build."""
    shutil.rmtree(reference, ignore_errors=True)
    for name in compared_files(output):
        (reference / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(output / name, reference / name)


def baseline_table(output: Path) -> str:
    """Set the baseline table in Markdown."""
    study = read_study(ROOT / "config", read_yaml(ROOT / "config/config.yaml"))
    estimates = pd.read_csv(output / "estimates/baseline.csv")
    return markdown_regressions(study["tables"]["baseline"], estimates)


def publish_readme(readme: Path, table: str) -> None:
    """Put the table between its marks in the README."""
    text = readme.read_text(encoding="utf-8")
    write_text(readme, BLOCK.sub(lambda marks: f"{marks[1]}{table}{marks[2]}", text))


if __name__ == "__main__":
    main()
