# What is computed beside the estimates and shown by exhibits and text: output/name.csv, a job each.
from gvcrobots.programme.registry import results_of

RESULTS = results_of(STUDY, JOBS)
# Files that computations and exhibits read, by the names of their registries.
PER_FAMILY = {
    "estimates": rules.estimate_family.output.estimates,
    "diagnostics": rules.diagnose_family.output.diagnostics,
}
FILES = {
    **PANELS,
    "sample": rules.assemble_panel.output.sample,
    "loadings": rules.assemble_panel.output.loadings,
    "verified": rules.verify_raw.output.report,
    "world": "raw/wiod/world.csv",
    "indicators": "raw/wiod/indicators.csv",
    "wiod2016": "raw/wiod2016/vertical_specialisation.csv",
    "oecd2018": "raw/oecd_iot_2018/vertical_specialisation.csv",
    "workers": "raw/pwt/economies.csv",
    "robot_use": "raw/eurostat_robots/robot_use.csv",
    "all_estimates": rules.gather_estimates.output.table,
    "all_diagnostics": rules.gather_diagnostics.output.table,
    "curve": rules.gather_curve.output.curve,
    "curve_null": rules.gather_curve.output.null,
    "curve_test": rules.gather_curve.output.test,
    "placebo": rules.placebo.output.placebo,
    "rejections": rules.gather_montecarlo.output.rates,
}
FILES |= {name: f"output/{name}.csv" for name in RESULTS}


rule compute_result:
    message:
        "Computing {wildcards.result}"
    input:
        unpack(result_inputs),
    params:
        module=result_module,
        declared=result_declared,
        code=result_code,
    output:
        result="output/{result}.csv",
    wildcard_constraints:
        result="|".join(RESULTS),
    log:
        "logs/compute_result/{result}.log",
    benchmark:
        "benchmarks/compute_result/{result}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=600,
        runtime=2,
    script:
        "../scripts/compute_result.py"
