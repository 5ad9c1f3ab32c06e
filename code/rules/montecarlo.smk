# Size of the tests on simulated outcomes: `snakemake montecarlo --cores all` (about ten minutes on two
# cores). One output a batch of replications, so that a run that was stopped goes on where it was.
MONTECARLO = config["montecarlo"]


rule montecarlo:
    input:
        rates="output/montecarlo/rejections.csv",
        table="output/tables/montecarlo.tex",
        figure="output/figures/montecarlo.pdf",


rule simulate_batch:
    message:
        "Simulating setting {wildcards.setting}, batch {wildcards.batch}"
    input:
        panel=rules.assemble_panel.output.panel,
    params:
        simulation=lookup(dpath="simulations/{setting}", within=JOBS),
        replications=MONTECARLO["replications"] // MONTECARLO["batches"],
        inference={
            "level": config["level"],
            "draws": MONTECARLO["draws"],
            "seed": config["seed"],
        },
        code=code_of("simulate_batch.py"),
    output:
        counts="output/montecarlo/batches/{setting}/{batch}.csv",
    wildcard_constraints:
        setting="|".join(JOBS["simulations"]),
        batch=r"\d+",
    log:
        "logs/simulate_batch/{setting}/{batch}.log",
    benchmark:
        "benchmarks/simulate_batch/{setting}/{batch}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=800,
        runtime=5,
    script:
        "../scripts/simulate_batch.py"


rule gather_montecarlo:
    message:
        "Gathering the simulated rejection rates"
    input:
        batches=expand(
            rules.simulate_batch.output.counts,
            setting=JOBS["simulations"],
            batch=range(MONTECARLO["batches"]),
        ),
    params:
        code=code_of("gather_montecarlo.py"),
    output:
        rates="output/montecarlo/rejections.csv",
    log:
        "logs/gather_montecarlo.log",
    benchmark:
        "benchmarks/gather_montecarlo.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/gather_montecarlo.py"
