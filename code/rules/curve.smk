# The specification curve, one job a sample, and the placebos of the headline regression.
CURVE_SAMPLES = list(STUDY["curve"]["dimensions"]["sample"])


rule estimate_curve:
    message:
        "Estimating the specification curve on sample {wildcards.sample}"
    input:
        main="derived/panel.parquet",
        adb="derived/panel_adb.parquet",
        library=library_of("estimate_curve.py"),
    params:
        sample=lookup(dpath="curve/dimensions/sample/{sample}", within=STUDY),
        # Not the samples: one more sample is one more job.
        curve={
            "cluster": STUDY["curve"]["cluster"],
            "draws": STUDY["curve"]["draws"],
            "permutations": STUDY["curve"]["permutations"],
            "dimensions": {
                name: levels
                for name, levels in STUDY["curve"]["dimensions"].items()
                if name != "sample"
            },
        },
        settings={name: config[name] for name in ("level", "seed")},
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
    script:
        "../scripts/estimate_curve.py"


rule gather_curve:
    message:
        "Testing the specification curve as a whole"
    input:
        estimates=expand("output/curve/{sample}.csv", sample=CURVE_SAMPLES),
        permutations=expand("output/curve/{sample}.npy", sample=CURVE_SAMPLES),
        library=library_of("gather_curve.py"),
    params:
        samples=lookup(dpath="curve/dimensions/sample", within=STUDY),
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
    script:
        "../scripts/gather_curve.py"


rule placebo:
    message:
        "Exchanging the paths of technology between economies at random"
    input:
        panel="derived/panel.parquet",
        library=library_of("placebo.py"),
    params:
        declared=lookup(dpath="families/baseline/specifications/both", within=STUDY),
        permutations=lookup(dpath="curve/permutations", within=STUDY),
        draws=lookup(dpath="curve/draws", within=STUDY),
        seed=config["seed"],
    output:
        placebo="output/placebo.csv",
    log:
        "logs/placebo.log",
    benchmark:
        "benchmarks/placebo.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/placebo.py"


rule figure_curve:
    message:
        "Drawing the specification curves"
    input:
        curve="output/curve.csv",
        test="output/curve_test.csv",
        null="output/curve_null.csv",
        library=library_of("figure_curve.py"),
    params:
        exhibit=lookup(dpath="figures/curve", within=STUDY),
        curve=lookup(dpath="curve", within=STUDY),
    output:
        figure=report(
            "output/figures/curve.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "curve"},
        ),
        data="output/figures/curve.csv",
    log:
        "logs/figure_curve.log",
    benchmark:
        "benchmarks/figure_curve.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_curve.py"
