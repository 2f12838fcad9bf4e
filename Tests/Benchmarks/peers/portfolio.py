"""A made portfolio of 20 columns as a CSV file, as a firm's software exports it."""

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
