import Interpretation
import Validation

/// What the notebook says, in both languages.
struct NotebookWords: Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  private func pick(_ french: String, _ english: String) -> String {
    Typography.spaced(language == .french ? french : english, language)
  }

  var introduction: String {
    pick(
      "Point de départ pour aller plus loin que le rapport : les cellules lisent les fichiers placés à côté de ce carnet (`segments.csv`, `profiles.csv`, `run.json`). Il faut Python, pandas et Altair ; les résultats enregistrés se lisent sans rien exécuter.",
      "A starting point beyond the report: the cells read the files beside this notebook (`segments.csv`, `profiles.csv`, `run.json`). They need Python, pandas and Altair; the stored results can be read without running anything."
    )
  }
  var loadHeading: String { pick("Charger", "Load") }
  var loadText: String {
    pick(
      "Une ligne par client, une ligne par segment et variable.",
      "One row per client, one per segment and variable.")
  }
  var sizesHeading: String { pick("Taille des segments", "Sizes of the segments") }
  var sizesText: String {
    pick(
      "Chaque segment garde ici la couleur du rapport.",
      "Each segment keeps the colour it has in the report.")
  }
  var profileHeading: String { pick("Ce qui les distingue", "What sets them apart") }
  var profileText: String {
    pick(
      "Valeurs-tests : positives, le segment est au-dessus du portefeuille ; négatives, au-dessous. Elles décrivent : les mêmes données ont formé les segments, ce ne sont pas des preuves.",
      "Test values: positive, the segment is above the portfolio; negative, below. They describe: the same data made the segments, so they prove nothing."
    )
  }
  var mapHeading: String { pick("La carte des clients", "The map of clients") }
  var mapText: String {
    pick(
      "Deux clients éloignés diffèrent ; deux clients proches ici peuvent différer sur d’autres axes. Les points creux sont les clients mis de côté.",
      "Two clients far apart differ; two that are close here may differ on other axes. Hollow dots are clients left aside."
    )
  }
  var oneHeading: String { pick("Un segment de près", "One segment closely") }
  var oneText: String {
    pick(
      "Changer `number` pour un autre segment ; les clients les plus typiques d’abord.",
      "Change `number` for another segment; the most typical clients come first.")
  }
  var heldOutHeading: String {
    pick("Là où les clients mis de côté ne suivent pas", "Where clients left aside disagree")
  }
  var heldOutText: String {
    pick(
      "Un segment que ces clients ne retrouvent pas (Jaccard sous 0,60) ne porte pas de décision.",
      "A segment that these clients do not find again (Jaccard below 0.60) carries no decision.")
  }
  var segment: String { "segment" }
  var name: String { pick("nom", "name") }
  var clients: String { "clients" }
  var share: String { pick("part", "share") }
  var group: String { pick("groupe", "group") }
  var leftAside: String { pick("mis de côté", "left aside") }
  /// The columns of the tables, as people read them.
  var columns: [Named] {
    [
      Named("id", pick("client", "client")), Named("segment", segment), Named("segment_name", name),
      Named("clients", clients), Named("share", share),
      Named("held_out_share", pick("part, mis de côté", "share, left aside")),
      Named("stability", pick("stabilité", "stability")),
      Named("held_out_jaccard", pick("retrouvé, mis de côté", "found again, left aside")),
      Named("verdict", "verdict"), Named("typicality", pick("typicité", "typicality")),
      Named("confidence", pick("sûreté", "confidence")),
      Named("next_segment", pick("segment suivant", "next segment")),
      Named("rule_segment", pick("segment du cabinet", "rule segment")),
      Named("disagreement", pick("désaccord", "disagreement")),
      Named("flags", pick("signalements", "flags")),
    ]
  }
  func column(_ key: String) -> String { columns.first { $0.key == key }?.text ?? key }
  var vTest: String { pick("valeur-test", "test value") }

  /// A verdict of `run.json`, or a column of a file, and what people read.
  struct Named {
    let key: String
    let text: String

    init(_ key: String, _ text: String) {
      self.key = key
      self.text = text
    }
  }
  var verdicts: [Named] {
    Verdict.allCases.map {
      Named($0.rawValue, VerdictWords.name($0, language))
    }
  }
  func axis(_ number: Int) -> String { pick("axe \(number)", "axis \(number)") }
}
