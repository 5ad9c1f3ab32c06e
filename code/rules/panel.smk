# derived/: the cell-year panels and the count of what each filter drops.


rule assemble_panel:
    message:
        "Assembling the panels of economies, industries and years"
    input:
        verified="derived/verified.json",
        raw=RAW,
        variables="config/variables.yaml",
        library=library_of("assemble_panel.py"),
    output:
        panel="derived/panel.parquet",
        stata="derived/panel.dta",
        panel_adb="derived/panel_adb.parquet",
        sample="derived/sample.csv",
        loadings="derived/digital_loadings.csv",
    log:
        "logs/assemble_panel.log",
    benchmark:
        "benchmarks/assemble_panel.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/assemble_panel.py"
