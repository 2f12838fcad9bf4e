"""What pandas reads in a small French file: ../read-csv.json.

Each number is given as the hexadecimal of its bits, each date as days since 1970-01-01, missing as null.
pandas is told the separator, the thousands mark, the decimal mark and the types.
"""

import io
import json
import struct
import sys

import numpy as np
import pandas as pd

rng = np.random.default_rng(2026)
n = 60


def money(x):
    return "" if rng.random() < 0.1 else f"{x:.2f}".replace(".", ",")


rows = ["code_client;raison_sociale;regime_tva;ca_annuel_ht;heures;nb_factures;date_entree;cotation"]
for i in range(n):
    name = f'"Société {i}; dite ""S{i}"""' if i % 7 == 0 else f"Société {i}"
    if i % 11 == 3:
        name = f'"Société\n{i}"'
    regime = ["FB", "RS", "RN_T", "RN_M"][rng.integers(4)]
    date = (pd.Timestamp("1998-01-01") + pd.Timedelta(days=int(rng.integers(0, 10_000)))).strftime("%d/%m/%Y")
    quote = repr(float(rng.normal() * 10.0 ** rng.integers(-12, 12))).replace(".", ",")
    rows.append(
        ";".join([f"C{i:03d}", name, regime, money(rng.lognormal(12, 1.5)), money(rng.gamma(2, 20)),
                  str(rng.integers(0, 4000)), date, quote])
    )
text = "\r\n".join(rows) + "\r\n"

table = pd.read_csv(
    io.BytesIO(text.encode()), sep=";", decimal=",", engine="c", float_precision="round_trip",
    parse_dates=["date_entree"], date_format="%d/%m/%Y", dtype={"regime_tva": "category"},
)


def values(column):
    if isinstance(column.dtype, pd.CategoricalDtype) or column.dtype == object or "str" in str(column.dtype):
        return [None if pd.isna(v) else str(v) for v in column]
    if str(column.dtype).startswith("datetime64"):
        return [int((v - pd.Timestamp("1970-01-01")).days) for v in column]
    return [None if pd.isna(v) else struct.pack(">d", float(v)).hex() for v in column]


json.dump(
    {
        "producer": "pandas", "version": pd.__version__, "python": sys.version.split()[0],
        "call": "read_csv(sep=';', decimal=',', engine='c', float_precision='round_trip')",
        "input": text,
        "columns": {name: values(table[name]) for name in table.columns},
    },
    open(sys.argv[1] if len(sys.argv) > 1 else "../read-csv.json", "w"), ensure_ascii=False, indent=0,
)
