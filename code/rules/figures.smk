# output/figures: each figure with the CSV behind it; none of them estimates what a table shows.


rule figures:
    input:
        expand("output/figures/{figure}.pdf", figure=STUDY["figures"]),


rule figure_participation:
    message:
        "Drawing world participation in global value chains"
    input:
        verified="derived/verified.json",
        world="raw/wiod/world.csv",
        library=library_of("figure_participation.py"),
    params:
        exhibit=lookup(dpath="figures/participation", within=STUDY),
    output:
        figure=report(
            "output/figures/participation.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "participation"},
        ),
        data="output/figures/participation.csv",
    log:
        "logs/figure_participation.log",
    benchmark:
        "benchmarks/figure_participation.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_participation.py"


rule figure_robots_digital:
    message:
        "Drawing robot capital and digital infrastructure"
    input:
        panel="derived/panel.parquet",
        library=library_of("figure_robots_digital.py"),
    params:
        exhibit=lookup(dpath="figures/robots_digital", within=STUDY),
    output:
        figure=report(
            "output/figures/robots_digital.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "robots_digital"},
        ),
        data="output/figures/robots_digital.csv",
    log:
        "logs/figure_robots_digital.log",
    benchmark:
        "benchmarks/figure_robots_digital.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_robots_digital.py"


rule figure_residuals:
    message:
        "Drawing the residualised scatter"
    input:
        panel="derived/panel.parquet",
        library=library_of("figure_residuals.py"),
    params:
        exhibit=lookup(dpath="figures/residuals", within=STUDY),
    output:
        figure=report(
            "output/figures/residuals.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "residuals"},
        ),
        data="output/figures/residuals.csv",
    log:
        "logs/figure_residuals.log",
    benchmark:
        "benchmarks/figure_residuals.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_residuals.py"


rule figure_coefficients:
    message:
        "Drawing the coefficients of interest"
    input:
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="figures/coefficients/families", within=STUDY),
        ),
        library=library_of("figure_coefficients.py"),
    params:
        exhibit=lookup(dpath="figures/coefficients", within=STUDY),
    output:
        figure=report(
            "output/figures/coefficients.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "coefficients"},
        ),
        data="output/figures/coefficients.csv",
    log:
        "logs/figure_coefficients.log",
    benchmark:
        "benchmarks/figure_coefficients.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_coefficients.py"


rule figure_robustness:
    message:
        "Drawing the robustness of the coefficients"
    input:
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="figures/robustness/resolved", within=STUDY),
        ),
        diagnostics=collect(
            "output/diagnostics/{family}.csv",
            family=lookup(dpath="figures/robustness/resolved", within=STUDY),
        ),
        library=library_of("figure_robustness.py"),
    params:
        exhibit=lookup(dpath="figures/robustness", within=STUDY),
    output:
        figure=report(
            "output/figures/robustness.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "robustness"},
        ),
        data="output/figures/robustness.csv",
    log:
        "logs/figure_robustness.log",
    benchmark:
        "benchmarks/figure_robustness.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_robustness.py"


rule figure_dynamics:
    message:
        "Drawing responses before and after a change of technology"
    input:
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="figures/dynamics/family", within=STUDY),
        ),
        library=library_of("figure_dynamics.py"),
    params:
        exhibit=lookup(dpath="figures/dynamics", within=STUDY),
    output:
        figure=report(
            "output/figures/dynamics.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "dynamics"},
        ),
        data="output/figures/dynamics.csv",
    log:
        "logs/figure_dynamics.log",
    benchmark:
        "benchmarks/figure_dynamics.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_dynamics.py"


rule figure_eras:
    message:
        "Drawing two eras and two sources"
    input:
        main="derived/panel.parquet",
        adb="derived/panel_adb.parquet",
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="figures/eras/family", within=STUDY),
        ),
        library=library_of("figure_eras.py"),
    params:
        exhibit=lookup(dpath="figures/eras", within=STUDY),
    output:
        figure=report(
            "output/figures/eras.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "eras"},
        ),
        data="output/figures/eras.csv",
    log:
        "logs/figure_eras.log",
    benchmark:
        "benchmarks/figure_eras.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_eras.py"


rule figure_influence:
    message:
        "Drawing coefficients without one economy or industry"
    input:
        panel="derived/panel.parquet",
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="figures/influence/family", within=STUDY),
        ),
        library=library_of("figure_influence.py"),
    params:
        exhibit=lookup(dpath="figures/influence", within=STUDY),
    output:
        figure=report(
            "output/figures/influence.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "influence"},
        ),
        data="output/figures/influence.csv",
    log:
        "logs/figure_influence.log",
    benchmark:
        "benchmarks/figure_influence.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_influence.py"


rule figure_industries:
    message:
        "Drawing robot penetration and the change of participation"
    input:
        panel="derived/panel.parquet",
        library=library_of("figure_industries.py"),
    params:
        exhibit=lookup(dpath="figures/industries", within=STUDY),
    output:
        figure=report(
            "output/figures/industries.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "industries"},
        ),
        data="output/figures/industries.csv",
    log:
        "logs/figure_industries.log",
    benchmark:
        "benchmarks/figure_industries.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_industries.py"
