"""Every rule says the same things in the same order, and its script runs by hand, too."""

import ast
import re

import pytest
from conftest import ROOT
from gvcrobots.reference import snakemake

ORDER = [
    "message",
    "input",
    "params",
    "output",
    "wildcard_constraints",
    "log",
    "benchmark",
    "conda",
    "threads",
    "resources",
    "script",
]
NEEDED = {"message", "params", "log", "conda", "threads", "resources", "script"}


def parsed():
    """Rules that run a script, by name: their directives in order, each with its text."""
    rules = {}
    for path in sorted(ROOT.glob("code/rules/*.smk")):
        for name, body in re.findall(r"^rule (\w+):\n((?:    .*\n|\n)+)", path.read_text(), re.M):
            directives = re.findall(r"^    (\w+):(.*\n(?:        .*\n|\n)*)", body, re.M)
            if "script" in dict(directives):
                rules[name] = directives
    return rules


RULES = parsed()


def test_all_rules_are_read():
    """As many scripts as the files name; `use rule` takes over what its model says."""
    text = "".join(path.read_text() for path in ROOT.glob("code/rules/*.smk"))
    assert len(RULES) == text.count("    script:\n") > 10


@pytest.mark.parametrize("rule", RULES)
def test_directives_are_there_and_in_order(rule):
    names = [name for name, _ in RULES[rule]]
    assert names == sorted(names, key=ORDER.index)
    # A benchmark is an output, and what has none runs whenever it is asked for.
    assert set(names) >= NEEDED | ({"benchmark"} if "output" in names else set())


@pytest.mark.parametrize("rule", RULES)
def test_inputs_are_named_and_code_is_hashed(rule):
    directives = dict(RULES[rule])
    for line in re.findall(r"^        (\S.*)$", directives.get("input", ""), re.M):
        assert re.match(r"\w+=|unpack\(|\*\*|[)\]#]", line), line
    assert re.search(r"^        code=", directives["params"], re.M)
    assert re.search(r"mem_mb=\d+,\s+runtime=\d+,", directives["resources"])


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_holds_a_program(rule):
    text = "".join(body for _, body in RULES[rule])
    assert not re.search(r"\blambda\b|^    run:|/ ?\"|os\.path", text)


@pytest.mark.parametrize("script", sorted(path.name for path in ROOT.glob("code/scripts/*.py")))
def test_scripts_can_be_imported(script):
    """What Snakemake hands over is used in the main block alone; `main` takes plain arguments."""
    tree = ast.parse((ROOT / "code/scripts" / script).read_text(encoding="utf-8"))
    *body, main = [ast.unparse(node) for node in tree.body]
    assert "snakemake." not in "\n".join(body)
    if "snakemake." in main:
        assert main.startswith("if __name__ == '__main__':\n    from gvcrobots.logs import log_to")
        assert any(part.startswith("def main(") for part in body)


def test_scripts_are_those_of_the_rules_and_of_make():
    callers = [ROOT / "Makefile", *ROOT.glob("code/rules/*.smk")]
    text = "".join(path.read_text() for path in callers)
    unused = [p.name for p in ROOT.glob("code/scripts/*.py") if p.name not in text]
    assert unused == []


@pytest.mark.parametrize("threads", [1, 2])
def test_linear_algebra_takes_the_threads_of_the_rule(tmp_path, threads):
    (tmp_path / "script.py").write_text(
        "import os\n"
        "from pathlib import Path\n"
        "Path(snakemake.output[0]).write_text(os.environ['OPENBLAS_NUM_THREADS'])\n"
    )
    (tmp_path / "Snakefile").write_text(
        f'rule:\n    output: "out"\n    threads: {threads}\n    script: "script.py"\n'
    )
    done = snakemake(tmp_path, "--cores", "2", environment={"OPENBLAS_NUM_THREADS": "7"})
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "out").read_text() == str(threads)
