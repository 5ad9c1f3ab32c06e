# The specification curve, one job a sample, and the placebos of the headline regression.
DIMENSIONS = STUDY["curve"]["dimensions"]
# Not the samples: one more sample is one more job.
CURVE = {key: STUDY["curve"][key] for key in ("cluster", "draws", "permutations")}
CURVE["dimensions"] = {
    name: DIMENSIONS[name] for name in DIMENSIONS if name != "sample"
}


rule estimate_curve:
    message:
        "Estimating the specification curve on sample {wildcards.sample}"
    input:
        main=rules.assemble_panel.output.panel,
        adb=rules.assemble_panel.output.panel_adb,
    params:
        sample=lookup(dpath="curve/dimensions/sample/{sample}", within=STUDY),
        curve=CURVE,
        settings={name: config[name] for name in ("level", "seed")},
        code=code_of("estimate_curve.py"),
    output:
        estimates="output/curve/{sample}.csv",
        permutations="output/curve/{sample}.npy",
    wildcard_constraints:
        sample="|".join(DIMENSIONS["sample"]),
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
        estimates=expand(
            rules.estimate_curve.output.estimates, sample=DIMENSIONS["sample"]
        ),
        permutations=expand(
            rules.estimate_curve.output.permutations, sample=DIMENSIONS["sample"]
        ),
    params:
        samples=lookup(dpath="curve/dimensions/sample", within=STUDY),
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
        declared=lookup(dpath="families/baseline/specifications/both", within=STUDY),
        permutations=lookup(dpath="curve/permutations", within=STUDY),
        draws=lookup(dpath="curve/draws", within=STUDY),
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


rule figure_curve:
    message:
        "Drawing the specification curves"
    input:
        curve=rules.gather_curve.output.curve,
        test=rules.gather_curve.output.test,
        null=rules.gather_curve.output.null,
    params:
        exhibit=lookup(dpath="figures/curve", within=STUDY),
        curve=lookup(dpath="curve", within=STUDY),
        code=code_of("figure_curve.py"),
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
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/figure_curve.py"
