"""Typeset the paper (rule typeset_paper)."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gvcrobots.files import replacing

# Any fixed moment gives the same bytes each time; this one dates the study.
SOURCE_DATE_EPOCH = "1705276800"


def main(path_to_main: str, path_to_pdf: str) -> None:
    """Run latexmk in a folder of its own and move the PDF into place once it is whole.

    Raises
    ------
    RuntimeError
        With the first error of TeX, or naming what is missing.
    """
    if shutil.which("latexmk") is None:
        raise RuntimeError("latexmk is not installed; `make tex` installs or names what is needed")
    environment = os.environ | {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "FORCE_SOURCE_DATE": "1"}
    source = Path(path_to_main)
    with tempfile.TemporaryDirectory() as folder:
        command = ["latexmk", "-pdf", "-interaction=nonstopmode", "-halt-on-error"]
        command += [f"-outdir={folder}", source.name]
        done = subprocess.run(
            command, cwd=source.parent, env=environment, capture_output=True, text=True, check=False
        )
        print(done.stdout, done.stderr, sep="\n", file=os.sys.stderr)
        if done.returncode:
            raise RuntimeError(f"{path_to_main}: {_first_error(done.stdout)}")
        with replacing(path_to_pdf) as temporary:
            shutil.copyfile(Path(folder, source.stem).with_suffix(".pdf"), temporary)


def _first_error(output: str) -> str:
    lines = output.splitlines()
    return next((line for line in lines if line.startswith("!")), "latexmk failed, see the log")


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.input.main, snakemake.output.pdf)
