"""Where the words of a job go: its log file, traceback included."""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path


def log_to(path: str | Path) -> None:
    """Send log records, warnings, standard error and the traceback of a failure to one file.

    Parameters
    ----------
    path
        Log file of the job; its folder is created. An earlier log is replaced.

    Notes
    -----
    The last line of a traceback is repeated on the terminal, so that a reader sees what went
    wrong without opening the log.
    """
    log_file = Path(path)
    log_file.parent.mkdir(parents=True, exist_ok=True)
    terminal = sys.stderr
    sys.stderr = log_file.open("w", encoding="utf-8", buffering=1)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(message)s")
    logging.captureWarnings(capture=True)
    warnings.simplefilter("default")

    def report(kind: type[BaseException], error: BaseException, trace: object) -> None:
        sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
        print(f"{kind.__name__}: {error}  (traceback: {log_file})", file=terminal)

    sys.excepthook = report
