"""The vignette of the R package exvatools 0.9.0, in thirty lines."""

import pytest
from gvcaccounts import decompose, geographies, trade, value_added
from icio_examples import peer_table


def test_vignette(shared):
    wio = peer_table(shared, "iciotest")
    # Value added absorbed abroad: the matrix V B Y, its parts of CHN and MEX added up.
    vby = value_added(wio, "final_demand", by=["origin", "origin_sector", "destination"])
    vax = vby[vby["origin"] != vby["destination"]].groupby("origin")["value"].sum()
    # Exports of Spain (Borin and Mancini); its services to the United States; 16 terms (WWZ).
    spain = decompose(wio, "ESP").set_index("term")["value"]
    services = decompose(wio, "ESP", "USA", "41T98").set_index("term")["value"]
    wwz = decompose(wio, "USA", "CHN", "10T39", "wwz", detail=True).set_index("term")["value"]
    # Foreign content of Spain's exports by origin, sector and destination.
    union = [e for e in ("ESP", "FRA") if e in geographies()["EU27"]]
    world = {"EU27": union, "NONEU27": ["MEX", "USA", "CHN", "ROW"]}
    goods = {"GOODSWU": ["01T09", "10T39"], "SRVWC": ["41T98"]}
    keys = ["origin", "sector", "importer"]
    origins = world | {"FRA": "FRA", "USA": "USA"}
    content = value_added(wio, "exports", origins, None, "ESP", goods, world, by=keys)
    content = content.set_index(keys)["value"]
    # A group as the sum of its members; exports of NAFTA inside and outside.
    latam = decompose(wio, ["ESP", "MEX"], "USA", method="wwz", by=["sector"], detail=True)
    latam = latam[latam["term"] == "DVA_INT"].set_index("sector")["value"]
    inside = trade(wio, ["MEX", "USA"], ["MEX", "USA"], by=[]).set_index("term")["value"]
    outside = trade(wio, "NAFTA", by=["sector"]).set_index(["sector", "term"])["value"]
    # Origin and absorption.
    usa_in_spain = value_added(wio, origin="USA", origin_sector="41T98", exporter="ESP",
                               sector="10T39", by=[])["value"].item()  # fmt: skip
    china = value_added(wio, "final_demand", origin="CHN", sector="10T39", destination="USA", by=[])
    # Indicators of TiVA.
    tiva = decompose(wio, "ESP", method="oecd").set_index("term")["value"]

    assert vax["ESP"] == pytest.approx(1624.18, abs=0.005) == spain["VAX"]
    assert [spain["GVC"], spain["GVCB"]] == pytest.approx([4034.25, 2786.36], abs=0.005)
    assert [services["EXGR"], services["GVCF"]] == pytest.approx([276.71, 90.86], abs=0.005)
    assert [wwz["DVA_FIN"], wwz["MDC"]] == pytest.approx([12.79, 66.07], abs=0.005)
    assert content["NONEU27", "SRVWC", "EU27"] == pytest.approx(115.54166, abs=5e-6)
    assert content["FRA", "GOODSWU", "NONEU27"] == pytest.approx(219.25877, abs=5e-6)
    assert latam.sum() == pytest.approx(39.85574, abs=5e-6)
    assert latam["10T39"] == pytest.approx(11.80574, abs=5e-6)
    assert inside["EXGR"] == pytest.approx(2602.338, abs=5e-4)
    assert outside["41T98", "EXGR"] == pytest.approx(3251.189, abs=5e-4)
    assert [usa_in_spain, china["value"].item()] == pytest.approx([51.31605, 229.385], abs=1e-4)
    assert [tiva["DC"], tiva["GVCB"], tiva["GVCF"]] == pytest.approx(
        [2165.17, 2501.78, 3047.87], abs=0.005
    )
