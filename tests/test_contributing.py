"""What CONTRIBUTING says of where things go is so; make and the README name the same targets."""

import re
import subprocess

# The workflow makes these.
MADE = ("derived/", "output/", "paper/paper.pdf")
PATHS = re.compile(r"`((?:code|config|docs|paper|raw|tests)/[\w./]*)`")


def test_every_place_that_is_named_is_there(root):
    for page in ("CONTRIBUTING.md", "README.md"):
        named = set(PATHS.findall((root / page).read_text(encoding="utf-8")))
        absent = [name for name in named if not (root / name).exists() and name not in MADE]
        assert len(named) > 5
        assert absent == [], page


def test_every_link_leads_somewhere(root):
    for page in ("CONTRIBUTING.md", "README.md", "CHANGELOG.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (root / page).read_text(encoding="utf-8"))
        assert [link for link in links if not (root / link).exists()] == [], page


def test_every_target_is_listed(root):
    command = ["make", "--no-print-directory", "help"]  # the tests themselves may be run by make
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    listed = {line.split()[0]: line.split(maxsplit=1)[1] for line in done.stdout.splitlines()}
    phony = re.search(r"^\.PHONY: (.*)", (root / "Makefile").read_text(), re.M)[1].split()
    assert set(listed) == set(phony) - {"tex"}
    named = re.findall(r"^make (\w+)", (root / "README.md").read_text(encoding="utf-8"), re.M)
    assert set(named) <= set(listed)


def test_moved_results_have_their_place(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)", text, re.M)[0] == "Results that moved"
