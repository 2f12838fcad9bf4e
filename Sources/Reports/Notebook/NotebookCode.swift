/// The Python of the notebook. It reads the run's files only, and tells apart by number what a
/// segment's name, which is data, might confuse.
enum NotebookCode {
  static func load(_ dialect: NotebookBuilder.Dialect, _ words: NotebookWords) -> String {
    let headings = words.columns.map { "\(python($0.key)): \(python($0.text))" }
    let options = "sep=\(python(dialect.separator)), decimal=\(python(dialect.decimalMark))"
    return """
      import json
      from pathlib import Path

      import altair as alt
      import pandas as pd

      alt.data_transformers.disable_max_rows()

      csv = dict(\(options), encoding="utf-8-sig")
      segments = pd.read_csv("segments.csv", dtype={"id": str}, **csv)
      profiles = pd.read_csv("profiles.csv", dtype={"level": str}, **csv)
      run = json.loads(Path("run.json").read_text("utf-8"))

      colours = \(colours)
      headings = {\(headings.joined(separator: ", "))}
      numbers = sorted(int(n) for n in segments["segment"].dropna().unique())
      scale = alt.Scale(domain=numbers, range=[colours[(n - 1) % len(colours)] for n in numbers])
      held_out = segments.get("held_out", pd.Series("", index=segments.index))
      segments["held_out"] = ~held_out.astype(str).str.lower().isin(
          ["", "0", "0.0", "false", "faux", "no", "non", "nan"])
      """
  }

  static let sizes = """
    sizes = (segments.groupby(["segment", "segment_name"], as_index=False)
             .size().rename(columns={"size": "clients"}))
    sizes["share"] = sizes["clients"] / sizes["clients"].sum()
    shown = sizes.assign(share=sizes["share"].map("{:.0%}".format)).rename(columns=headings)
    shown.style.hide(axis="index")
    """

  static func sizesChart(_ words: NotebookWords) -> String {
    """
    alt.Chart(sizes).mark_bar().encode(
        x=alt.X("clients:Q", title=\(python(words.clients))),
        y=alt.Y("segment_name:N", title=None, sort=alt.EncodingSortField("segment"),
                axis=alt.Axis(labelLimit=280)),
        color=alt.Color("segment:N", scale=scale, legend=None),
        tooltip=["segment", "segment_name", "clients", alt.Tooltip("share:Q", format=".1%")],
    ).properties(width=420)
    """
  }

  static func profile(_ words: NotebookWords) -> String {
    """
    level = profiles["level"].fillna("") if "level" in profiles.columns else ""
    variable = profiles["variable"].astype(str)
    traits = profiles.assign(trait=variable.where(level == "", variable + " = " + level))
    strongest = (traits.groupby("trait")["v_test"].apply(lambda v: v.abs().max())
                 .sort_values(ascending=False).head(25).index.tolist())
    chosen = traits[traits["trait"].isin(strongest)].dropna(subset=["v_test"])
    base = alt.Chart(chosen).encode(
        x=alt.X("segment:O", title=\(python(words.segment)), axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("trait:N", title=None, sort=strongest, axis=alt.Axis(labelLimit=280)))
    cells = base.mark_rect().encode(
        color=alt.Color("v_test:Q", title=\(python(words.vTest)),
                        scale=alt.Scale(scheme="blueorange", domain=[-12, 12], clamp=True)),
        tooltip=["segment", "segment_name", "trait", "value", "overall", "v_test"])
    labels = base.mark_text(size=10).encode(
        text=alt.Text("v_test:Q", format="+.0f"),
        color=alt.condition("abs(datum.v_test) > 9", alt.value("white"), alt.value("#1b2430")))
    (cells + labels).properties(width=alt.Step(44), height=alt.Step(20))
    """
  }

  static func map(_ words: NotebookWords) -> String {
    """
    if {"axis1", "axis2"} <= set(segments.columns):
        drawn = segments.sample(min(len(segments), 3000), random_state=0).sort_index()
        chart = alt.Chart(drawn).mark_point(filled=True, size=26, opacity=0.65).encode(
            x=alt.X("axis1:Q", title=\(python(words.axis(1)))),
            y=alt.Y("axis2:Q", title=\(python(words.axis(2)))),
            color=alt.Color("segment:N", scale=scale, title=\(python(words.segment))),
            fillOpacity=alt.condition("datum.held_out", alt.value(0.1), alt.value(0.7)),
            tooltip=["id", "segment", "segment_name", "held_out"],
        ).properties(width=560, height=420).interactive()
    else:
        chart = None
    chart
    """
  }

  /// Columns without a value among the clients shown are left out.
  static let one = """
    number = numbers[0]
    wanted = [c for c in ["id", "segment_name", "typicality", "confidence", "next_segment",
                          "rule_segment", "disagreement", "flags"] if c in segments.columns]
    one = segments.loc[segments["segment"] == number, wanted]
    if "typicality" in one.columns:
        one = one.sort_values("typicality", ascending=False, kind="stable")
    one.head(\(NotebookBuilder.clientLimit)).dropna(axis="columns", how="all").round(2).rename(
        columns=headings)
    """

  /// One row a group left aside: its agreement, and the share of each segment that it finds again.
  static func groups(_ words: NotebookWords) -> String {
    """
    groups = pd.DataFrame([{
        \(python(words.group)): g.get("name") or \(python(words.leftAside)),
        \(python(words.clients)): g["size"],
        "ARI": g.get("adjustedRand"),
        **{str(s["id"]): jaccard for s, jaccard in zip(run["segments"], g["jaccard"])},
    } for g in (run.get("validation") or {}).get("groups") or []])
    groups.round(2)
    """
  }

  static func heldOut(_ words: NotebookWords) -> String {
    let verdicts = words.verdicts.map { "\(python($0.key)): \(python($0.text))" }
    return """
      def figure(segment, part, name):
          return (segment.get(part) or {}).get(name)

      verdicts = {\(verdicts.joined(separator: ", "))}
      held = pd.DataFrame([{
          "segment": s["id"],
          "segment_name": s["name"],
          "share": s.get("share"),
          "held_out_share": figure(s, "heldOut", "share"),
          "stability": figure(s, "stability", "jaccard"),
          "held_out_jaccard": figure(s, "heldOut", "jaccard"),
          "verdict": verdicts.get(s.get("verdict")),
      } for s in run.get("segments", [])])
      if len(held):
          held = held.sort_values("held_out_jaccard", kind="stable").round(2)
      held.rename(columns=headings)
      """
  }

  private static let colours: String = {
    let list = Palette.light.segments.map { python($0.hexadecimal) }
    return "[\(list.joined(separator: ", "))]"
  }()

  /// A Python string literal: ASCII quotes, backslash escapes.
  static func python(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
