"""Join the samples of the specification curve and test it as a whole (rule gather_curve)."""

import numpy as np
import pandas as pd
from gvcrobots.files import write_text
from gvcrobots.programme.curve_inference import joint_test, null_curves


def main(
    samples: list[str],
    paths_to_estimates: list[str],
    paths_to_permutations: list[str],
    path_to_curve: str,
    path_to_test: str,
    path_to_null: str,
) -> None:
    """Write all estimates of the curve, its joint test, and where it lies without effects."""
    tables = [
        pd.read_csv(path).assign(sample=sample)
        for sample, path in zip(samples, paths_to_estimates, strict=True)
    ]
    curve = pd.concat(tables, ignore_index=True)
    permuted = np.concatenate([np.load(path) for path in paths_to_permutations], axis=2)
    write_text(path_to_curve, curve.to_csv(index=False, float_format="%.12g"))
    test = joint_test(curve, permuted)
    write_text(path_to_test, test.to_csv(index=False, float_format="%.12g"))
    write_text(path_to_null, null_curves(permuted).to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.samples,
        snakemake.input.estimates,
        snakemake.input.permutations,
        snakemake.output.curve,
        snakemake.output.test,
        snakemake.output.null,
    )
