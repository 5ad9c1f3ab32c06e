"""Refresh tests/reference/, docs/ and the tables in the README from a build (make publish)."""

import re
import shutil
from pathlib import Path

import pandas as pd
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.resolved import resolved
from gvcrobots.declare.study import read_study
from gvcrobots.exhibits.markdown import markdown_regressions, markdown_scorecard
from gvcrobots.exhibits.montecarlo import draw_montecarlo
from gvcrobots.exhibits.participation import draw_participation
from gvcrobots.exhibits.scorecard import draw_scorecard
from gvcrobots.exhibits.style import save_picture
from gvcrobots.exhibits.untested import untested_claims
from gvcrobots.files import write_text
from gvcrobots.reference import compared_files

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = ("scorecard", "baseline table")


def main() -> None:
    """Copy results to the reference, and put what a clone shows before it is built into docs/."""
    output, docs = ROOT / "output", ROOT / "docs"
    publish_reference(output, ROOT / "tests/reference")
    shutil.copyfile(ROOT / "paper/paper.pdf", docs / "paper.pdf")
    declared = read_study(ROOT / "config", read_yaml(ROOT / "config/config.yaml"))
    study = resolved(declared, ROOT / "config/exhibits.yaml")
    participation = pd.read_csv(output / "participation.csv")
    save_picture(draw_participation(participation, study["turn"]), docs / "participation.png")
    rejections = output / "montecarlo/rejections.csv"
    if rejections.exists():  # built on request only
        save_picture(draw_montecarlo(pd.read_csv(rejections)), docs / "montecarlo.png")
    scores = pd.read_csv(output / "claims.csv")
    save_picture(draw_scorecard(scores, study["claims"]), docs / "scorecard.png")
    association = pd.read_csv(output / "industries_association.csv")
    untested = untested_claims(study["claims"], participation, association, study["turn"])
    scorecard = markdown_scorecard(study["claims"], scores, untested)
    estimates = pd.read_csv(output / "estimates/baseline.csv")
    table = study["tables"]["baseline"]
    baseline = markdown_regressions(table, study["families"][table.family], estimates)
    publish_readme(ROOT / "README.md", dict(zip(BLOCKS, (scorecard, baseline), strict=True)))


def publish_reference(output: Path, reference: Path) -> None:
    """Replace the tracked reference by the results of the build."""
    shutil.rmtree(reference, ignore_errors=True)
    for name in compared_files(output):
        (reference / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(output / name, reference / name)


def publish_readme(readme: Path, tables: dict[str, str]) -> None:
    """Put each table between its marks in the README."""
    text = readme.read_text(encoding="utf-8")
    for name, table in tables.items():
        marks = rf"(<!-- {name}: make publish -->\n).*?(<!-- end -->)"
        text = re.sub(marks, lambda m, t=table: f"{m[1]}{t}{m[2]}", text, flags=re.DOTALL)
    write_text(readme, text)


if __name__ == "__main__":
    main()
