"""How well made portfolios' types are found again: Clientele beside scikit-learn and FactoMineR.

    python Tests/Benchmarks/Recovery/recovery.py .build/release/clientele 20

For each seed: `clientele generate --clients 800`, then on the same file
- `clientele run` as it decides, over all clients (held-out ones are only assigned);
- `clientele run --clusters 8`;
- scikit-learn's k-means, k = 8: medians for missing values, one-hot, scaled; skewed columns as they
  are, and logged;
- R: FAMD (ncp 5 and 10, medians and modes for missing values, rare levels pooled), then HCPC with
  8 classes and consolidation.
Prints the adjusted Rand index with the truth of each, then the medians and the ranges.
Needs numpy, pandas, scikit-learn; R with FactoMineR for the last two columns (skipped without it).
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

PERIOD = "2026-T2"
QUANTITIES = """anciennete_relation age_dirigeant ca_annuel_ht effectif_etp total_bilan
nb_factures_ventes_mois nb_factures_achats_mois part_b2b part_international score_maturite_technique
niveau_organisation delai_transmission_jours appetence_changement taux_ouverture_mails
honoraires_annuels_ht heures_passees_an taux_horaire_realise nb_sollicitations_trim nb_bulletins_mois
retard_paiement_honoraires_j""".split()
SKEWED = """ca_annuel_ht effectif_etp total_bilan nb_factures_ventes_mois nb_factures_achats_mois
honoraires_annuels_ht heures_passees_an taux_horaire_realise nb_sollicitations_trim nb_bulletins_mois
delai_transmission_jours retard_paiement_honoraires_j""".split()
CATEGORIES = """forme_juridique secteur regime_tva periodicite_declarative outil_facturation
mode_collecte banque_connectee""".split()


def clients(folder):
    table = pd.read_csv(
        folder / f"portefeuille-{PERIOD}.csv", sep=";", dtype=str, encoding="utf-8-sig",
        keep_default_na=False)
    table = table[table.id_client != "TOTAL"].drop_duplicates("id_client")
    table = table.replace({"NC": "", "n.c.": ""})
    for name in QUANTITIES:
        digits = table[name].str.replace(r"[\u00a0\u202f %]", "", regex=True)
        table[name] = pd.to_numeric(digits.str.replace(",", "."), errors="coerce")
    truth = pd.read_csv(
        folder / f"verite-{PERIOD}.csv", sep=";", decimal=",", encoding="utf-8-sig",
        keep_default_na=False)
    return table.merge(truth[["id_client", "type"]], on="id_client")


def coded(table, logged):
    x = table[QUANTITIES].astype(float)
    if logged:
        x[SKEWED] = np.log1p(x[SKEWED].clip(lower=0))
    x = x.fillna(x.median())
    blocks = [((x - x.mean()) / x.std(ddof=0)).values]
    for name in CATEGORIES:
        blocks.append(pd.get_dummies(table[name].replace("", np.nan)).values.astype(float))
    blocks.append(table.missions.str.get_dummies("+").values.astype(float))
    return np.hstack(blocks)


def ours(command, folder, arguments):
    out = folder / "run"
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run(
        [command, "run", str(folder / f"portefeuille-{PERIOD}.csv"), "--quiet", "--output", str(out)]
        + arguments, check=True)
    found = pd.read_csv(out / "segments.csv", dtype={"id": str}).drop_duplicates("id")
    both = found.merge(clients(folder), left_on="id", right_on="id_client")
    return adjusted_rand_score(both.type, both.segment), found.segment.nunique()


def main(command, seeds):
    rows = []
    script = pathlib.Path(__file__).with_name("recovery.R")
    with_r = shutil.which("Rscript") is not None
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            subprocess.run(
                [command, "generate", "--clients", "800", "--seed", str(seed), "--period", PERIOD,
                 "--output", name, "--quiet"], check=True)
            table = clients(folder)
            row = {"seed": seed}
            row["clientele"], row["segments"] = ours(command, folder, [])
            row["clientele, 8"], _ = ours(command, folder, ["--clusters", "8"])
            for logged in (False, True):
                labels = KMeans(8, n_init=10, random_state=0).fit(coded(table, logged)).labels_
                row["k-means, logged" if logged else "k-means"] = adjusted_rand_score(
                    table.type, labels)
            if with_r:
                answer = subprocess.run(
                    ["Rscript", str(script), name, PERIOD], check=True, capture_output=True,
                    text=True).stdout.split()
                row["HCPC, 5 axes"], row["HCPC, 10 axes"] = map(float, answer)
            rows.append(row)
            print(row, flush=True)
    frame = pd.DataFrame(rows).drop(columns="seed")
    print(frame.agg(["median", "min", "max"]).round(3).to_string())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20)
