# derived/: the cell-year panels, for Python and for Stata, and the count of what each filter drops.
from gvcrobots.declare.sources import recipes_of

CONSTRUCTION = DECLARED.construction
RECIPES = recipes_of(SOURCES)


rule assemble_panel:
    message:
        "Assembling the panels of economies, industries and years"
    input:
        verified=rules.verify_raw.output.report,
        raw=expand("raw/{table}", table=sorted({*RECIPES, *CONSTRUCTION.tables})),
    params:
        recipes=RECIPES,
        construction=CONSTRUCTION.parameters,
        variables=list(STUDY["variables"]),
        code=code_of("assemble_panel.py"),
    output:
        panel="derived/panel.parquet",
        panel_adb="derived/panel_adb.parquet",
        panel_yardsticks="derived/panel_yardsticks.parquet",
        panel_pooled="derived/panel_pooled.parquet",
        sample="derived/sample.csv",
        loadings="derived/digital_loadings.csv",
    log:
        "logs/assemble_panel.log",
    benchmark:
        "benchmarks/assemble_panel.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/assemble_panel.py"


PANELS = {
    "main": rules.assemble_panel.output.panel,
    "adb": rules.assemble_panel.output.panel_adb,
    "yardsticks": rules.assemble_panel.output.panel_yardsticks,
    "pooled": rules.assemble_panel.output.panel_pooled,
}


# Labels are in the Stata files alone: an edit of one leaves the panels as they are.
rule write_stata:
    message:
        "Writing the panels for Stata"
    input:
        panel=rules.assemble_panel.output.panel,
        panel_adb=rules.assemble_panel.output.panel_adb,
    params:
        labels={name: v["label"] for name, v in STUDY["variables"].items()},
        code=code_of("write_stata.py"),
    output:
        panel="derived/panel.dta",
        panel_adb="derived/panel_adb.dta",
    log:
        "logs/write_stata.log",
    benchmark:
        "benchmarks/write_stata.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/write_stata.py"
