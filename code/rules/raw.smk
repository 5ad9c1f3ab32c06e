# raw/: read, and checked before anything else uses it. Nothing here ever writes to raw/.
from gvcrobots.declare.sources import (
    check_tables,
    check_variables,
    facts_of,
    fingerprint,
    read_sources,
)

# A folder or a file that nobody declares stops here, before any job.
try:
    SOURCES = read_sources("raw")
    check_tables(SOURCES, DECLARED.construction.tables)
    check_variables(
        SOURCES, {name: v["source"] for name, v in STUDY["variables"].items()}
    )
except (OSError, ValueError) as error:
    raise WorkflowError(str(error)) from None

FACTS = facts_of(SOURCES)


rule verify:
    input:
        "derived/verified.json",


# What the tables are checked against is a parameter: other words of source.yaml rerun nothing.
rule verify_raw:
    message:
        "Checking the raw tables against their checksums and schemas"
    input:
        tables=expand("raw/{table}", table=FACTS),
    params:
        facts=fingerprint(FACTS),
        code=code_of("verify_raw.py"),
    output:
        report="derived/verified.json",
    log:
        "logs/verify_raw.log",
    benchmark:
        "benchmarks/verify_raw.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/verify_raw.py"
