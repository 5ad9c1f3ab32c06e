# The specification curve, one job a sample, and the placebos of the headline regression.
CURVE_SAMPLES = list(JOBS["curve_samples"])


rule estimate_curve:
    message:
        "Estimating the specification curve on sample {wildcards.sample}"
    input:
        **PANELS,
    params:
        sample=lookup(dpath="curve_samples/{sample}", within=JOBS),
        curve=JOBS["curve"],  # without the samples: one more sample is one more job
        settings={name: config[name] for name in ("level", "seed")},
        code=code_of("estimate_curve.py"),
    output:
        estimates="output/curve/{sample}.csv",
        permutations="output/curve/{sample}.npy",
    wildcard_constraints:
        sample="|".join(CURVE_SAMPLES),
    log:
        "logs/estimate_curve/{sample}.log",
    benchmark:
        "benchmarks/estimate_curve/{sample}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=3,
    script:
        "../scripts/estimate_curve.py"


rule gather_curve:
    message:
        "Testing the specification curve as a whole"
    input:
        estimates=expand(rules.estimate_curve.output.estimates, sample=CURVE_SAMPLES),
        permutations=expand(
            rules.estimate_curve.output.permutations, sample=CURVE_SAMPLES
        ),
    params:
        samples=CURVE_SAMPLES,
        code=code_of("gather_curve.py"),
    output:
        curve="output/curve.csv",
        test="output/curve_test.csv",
        null="output/curve_null.csv",
    log:
        "logs/gather_curve.log",
    benchmark:
        "benchmarks/gather_curve.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/gather_curve.py"


rule placebo:
    message:
        "Exchanging the paths of technology between economies at random"
    input:
        panel=rules.assemble_panel.output.panel,
    params:
        specification=lookup(
            dpath="regressions/baseline/specifications/both", within=JOBS
        ),
        permutations=lookup(dpath="curve/permutations", within=JOBS),
        draws=lookup(dpath="curve/draws", within=JOBS),
        seed=config["seed"],
        code=code_of("placebo.py"),
    output:
        placebo="output/placebo.csv",
    log:
        "logs/placebo.log",
    benchmark:
        "benchmarks/placebo.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=800,
        runtime=3,
    script:
        "../scripts/placebo.py"
