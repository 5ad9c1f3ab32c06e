# What the rules of results and exhibits take from the registries of the library.
from gvcrobots.exhibits.registry import inputs_of, kind_of, parameters_of


def files_of(names, families, panel="main"):
    """Files by name: one a family where there are such, the panel of the sample for `panel`."""
    named = {
        name: expand(PER_FAMILY[name], family=families)
        for name in names
        if name in PER_FAMILY
    }
    single = {name: panel if name == "panel" else name for name in names}
    return named | {
        name: FILES[file] for name, file in single.items() if name not in named
    }


def result_inputs(wildcards):
    result = RESULTS[wildcards.result]
    return files_of(result.computation.inputs, result.families, result.panel)


def result_module(wildcards):
    return RESULTS[wildcards.result].computation.path


def result_declared(wildcards):
    return RESULTS[wildcards.result].declared


def result_code(wildcards):
    return code_of("compute_result.py", result_module(wildcards))


def built(group):
    """Exhibits that are built without being asked for."""
    return [name for name, exhibit in STUDY[group].items() if not exhibit.on_request]


def exhibit_files(group, name):
    inputs = inputs_of(group, name, STUDY[group][name])
    return files_of(list(inputs), max(inputs.values(), key=len))


def exhibit_code(group, name):
    return code_of(
        "exhibit_table.py" if group == "tables" else "exhibit_figure.py",
        kind_of(group, STUDY[group][name]).path,
    )


def table_inputs(wildcards):
    return exhibit_files("tables", wildcards.table)


def table_parameters(wildcards):
    return parameters_of("tables", STUDY["tables"][wildcards.table], STUDY)


def table_code(wildcards):
    return exhibit_code("tables", wildcards.table)


def figure_inputs(wildcards):
    return exhibit_files("figures", wildcards.figure)


def figure_parameters(wildcards):
    return parameters_of("figures", STUDY["figures"][wildcards.figure], STUDY)


def figure_code(wildcards):
    return exhibit_code("figures", wildcards.figure)
