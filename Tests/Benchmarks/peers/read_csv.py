"""Reads a made file of 1 000 000 rows and 20 columns with pandas' C engine and with Clientele, in turn.

    python read_csv.py BENCHMARKS_EXECUTABLE [ROWS] [FILE]

Prints medians of five rounds; the file is made when it is not there. pandas is told the separator, the
decimal mark, the date format and what yes and no are; Clientele finds them out.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd


def luhn_siren(rng, n):
    """Nine-digit numbers that pass the Luhn check."""
    digits = rng.integers(0, 10, (n, 8))
    digits[:, 0] = rng.integers(3, 10, n)
    weighted = digits.copy()
    doubled = weighted[:, 1::2] * 2
    weighted[:, 1::2] = np.where(doubled > 9, doubled - 9, doubled)
    check = (10 - weighted.sum(axis=1) % 10) % 10
    number = (digits * 10 ** np.arange(7, -1, -1)).sum(axis=1) * 10 + check
    return number.astype(str)


def make(path, n, seed=2026):
    rng = np.random.default_rng(seed)
    level = lambda *names: np.array(names, dtype=object)[rng.integers(0, len(names), n)]
    money = lambda median, sigma: np.round(rng.lognormal(np.log(median), sigma, n), 2)
    missions = ["tenue", "fiscal", "social", "juridique", "conseil"]
    sets = np.array(["+".join(m for b, m in enumerate(missions) if k >> b & 1) for k in range(1, 32)], dtype=object)
    table = pd.DataFrame(
        {
            "code_client": np.char.add("C", np.char.zfill(np.arange(n).astype(str), 7)),
            "siren": luhn_siren(rng, n),
            "raison_sociale": np.char.add("Société ", rng.integers(0, 10**8, n).astype(str)),
            "forme_juridique": level("EI", "SARL", "EURL", "SAS", "SASU", "SCI", "Association"),
            "regime_tva": level("FB", "RS", "RN_T", "RN_M", "EXO", "HORS"),
            "outil_facturation": level("aucun_outil", "papier", "word_excel", "caisse", "saas", "erp"),
            "collaborateur": np.char.add("Collaborateur ", rng.integers(1, 60, n).astype(str)),
            "missions": sets[rng.integers(0, len(sets), n)],
            "ca_annuel_ht": money(250_000, 1.2),
            "total_bilan": money(180_000, 1.3),
            "honoraires_annuels_ht": money(2_400, 0.8),
            "heures_passees_an": np.round(rng.gamma(2, 20, n), 1),
            "taux_horaire_realise": np.round(rng.normal(62, 12, n), 2),
            "effectif_etp": rng.poisson(3, n) * rng.integers(1, 9, n),
            "nb_factures_ventes_mois": rng.negative_binomial(1, 0.02, n),
            "nb_factures_achats_mois": rng.negative_binomial(1, 0.03, n),
            "part_b2b": np.round(rng.beta(2, 2, n) * 100, 1),
            "appetence_changement": rng.integers(1, 6, n),
            "banque_connectee": level("oui", "non"),
            "date_entree": (
                pd.Timestamp("1995-01-01") + pd.to_timedelta(rng.integers(0, 11_000, n), unit="D")
            ).strftime("%d/%m/%Y"),
        }
    )
    for name in ["ca_annuel_ht", "total_bilan", "heures_passees_an", "part_b2b"]:
        table.loc[rng.random(n) < 0.06, name] = np.nan
    table.to_csv(path, sep=";", decimal=",", index=False)


def read_with_pandas(path):
    start, before = time.perf_counter(), time.process_time()
    table = pd.read_csv(
        path, sep=";", decimal=",", engine="c", dtype={"siren": str},
        parse_dates=["date_entree"], date_format="%d/%m/%Y", true_values=["oui"], false_values=["non"],
    )
    seconds, processor = time.perf_counter() - start, time.process_time() - before
    assert table["ca_annuel_ht"].dtype == np.float64 and table["banque_connectee"].dtype == bool
    assert str(table["date_entree"].dtype).startswith("datetime64"), table["date_entree"].dtype
    return seconds, processor


def read_with_clientele(executable, path, threads):
    output = subprocess.run([executable, "csv", path, str(threads), "1"], capture_output=True, check=True, text=True)
    return json.loads(output.stdout)


def main():
    if sys.argv[1] == "--pandas":
        seconds, processor = read_with_pandas(sys.argv[2])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({"seconds": [seconds], "processorSeconds": processor, "peakMegabytes": peak}))
        return
    executable = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    path = sys.argv[3] if len(sys.argv) > 3 else os.path.join(tempfile.gettempdir(), f"clientele-{rows}.csv")
    if not os.path.exists(path):
        make(path, rows)
    runs = {"pandas": [], "clientele, 1 thread": [], "clientele, 2 threads": []}
    for _ in range(5):
        pandas_run = subprocess.run(
            [sys.executable, __file__, "--pandas", path], capture_output=True, check=True, text=True)
        runs["pandas"].append(json.loads(pandas_run.stdout))
        for threads in [1, 2]:
            name = f"clientele, {threads} thread" + ("s" if threads > 1 else "")
            runs[name].append(read_with_clientele(executable, path, threads))
    megabytes = os.path.getsize(path) / 1e6
    print(f"{rows} rows, 20 columns, {megabytes:.0f} MB; pandas {pd.__version__}, numpy {np.__version__}")
    wall = lambda results: statistics.median(r["seconds"][0] for r in results)
    processor = lambda results: statistics.median(r["processorSeconds"] for r in results)
    for name, results in runs.items():
        ratios = wall(runs["pandas"]) / wall(results), processor(runs["pandas"]) / processor(results)
        peak = max(r["peakMegabytes"] for r in results)
        print(f"{name:22} {wall(results):6.3f} s, {ratios[0]:5.2f} × pandas' speed; processor "
              f"{processor(results):6.3f} s, {ratios[1]:5.2f} ×; peak {peak} MB")
    print(" ".join(runs["clientele, 1 thread"][0]["kinds"]))


if __name__ == "__main__":
    main()
