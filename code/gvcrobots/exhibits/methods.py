"""What the methods of inference are called in exhibits."""

METHOD_NAMES = {
    "crv1": "CRV1, $t(G-1)$",
    "cr2": "CR2, Satterthwaite",
    "crv3": "CRV3, jackknife",
    "twoway": "Two-way, economy and industry",
    "driscoll_kraay": "Driscoll--Kraay",
    "akm": "AKM",
    "akm0": "AKM0",
    "wcr31": "Wild bootstrap, WCR-31",
    "randomisation": "Randomisation",
    "romano_wolf": "Romano--Wolf, the family",
}
