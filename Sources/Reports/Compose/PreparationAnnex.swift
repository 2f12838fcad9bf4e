import Interpretation
import Preparation
import Segmentation
import Tables

/// How the columns became coordinates.
struct PreparationAnnex: Sendable {
  let context: ReportContext

  private var recipe: Recipe { context.study.model.recipe }
  private var words: PreparationWords { PreparationWords(context: context) }

  var section: ReportSection {
    ReportSection(
      anchor: "preparation",
      heading: context.pick("Comment les données ont été préparées", "How the data were prepared"),
      lead: context.pick(
        """
        Tout est appris sur les clients qui forment les segments ; les autres sont transformés à \
        l’identique.
        """,
        """
        Everything is learnt from the clients that make the segments; the others are transformed \
        alike.
        """),
      blocks: [.table(roles)] + [screening].compactMap { $0 } + [
        .table(variables), .definitions(counts), .figure(scree),
      ])
  }

  private func column(_ french: String, _ english: String) -> DataTable.Column {
    DataTable.Column(RichText(context.pick(french, english)))
  }

  private var roles: DataTable {
    DataTable(
      caption: context.pick(
        """
        Rôle de chaque colonne. Les actives forment les segments, les illustratives les décrivent ; \
        un fichier de configuration (--config) en change.
        """,
        """
        Role of each column. Active ones make the segments, illustrative ones describe them; a \
        configuration file (--config) changes it.
        """),
      columns: [
        column("Colonne", "Column"), column("Rôle", "Role"), column("Pourquoi", "Why"),
      ],
      rows: recipe.roles.map { assignment in
        [
          context.named(assignment.key), RichText(words.role(assignment.role)),
          RichText(words.reason(assignment.reason)),
        ]
      })
  }

  private var screening: ReportBlock? {
    guard !recipe.screening.isEmpty else { return nil }
    return .table(
      DataTable(
        caption: context.pick(
          "Colonnes actives écartées, faute d’apprendre quelque chose.",
          "Active columns left out, as they teach nothing."),
        columns: [column("Colonne", "Column"), column("Pourquoi", "Why")],
        rows: recipe.screening.map { decision in
          [
            context.named(decision.key), RichText(words.screening(decision.reason)),
          ]
        }))
  }

  private var variables: DataTable {
    DataTable(
      caption: context.pick(
        """
        Forme de chaque variable active. Une valeur hors des bornes leur est ramenée, pour qu’une \
        erreur de saisie n’attire pas un axe à elle seule.
        """,
        """
        Form of each active variable. A value beyond the bounds is brought back to them, so that a \
        keying error does not draw an axis by itself.
        """),
      columns: [
        column("Variable", "Variable"), column("Forme", "Form"), column("Bornes", "Bounds"),
      ],
      rows: recipe.variables.map { variable in
        [
          named(variable), RichText(words.encoding(variable)),
          RichText(words.limits(variable)),
        ]
      })
  }
}

extension PreparationAnnex {
  /// A member of a set after the set's header: `missions : audit`.
  private func named(_ variable: ActiveVariable) -> RichText {
    guard case .member(let member, _) = variable.encoding else {
      return context.named(variable.key, header: variable.name)
    }
    let level = context.wording.level(
      member, of: context.variable(variable.key, name: variable.name))
    return "\(code: context.header(variable.key))\(context.pick(" : ", ": "))\(level)"
  }

  private var counts: [Definition] {
    let study = context.study
    let parts = [study.training] + (study.heldOut.map { [$0] } ?? [])
    func total(_ count: (PreparedRows) -> Int) -> Int { parts.reduce(0) { $0 + count($1) } }
    let imputed = total { $0.imputedCellCount }
    let cells = parts.reduce(0) { $0 + $1.rows.count } * max(recipe.variables.count, 1)
    var list: [Definition] = []
    func add(_ french: String, _ english: String, _ meaning: String) {
      list.append(Definition(RichText(context.pick(french, english)), RichText(meaning)))
    }
    add(
      "Clients qui forment les segments", "Clients that make the segments",
      context.numbers.integer(study.training.rows.count))
    if let heldOut = study.heldOut {
      add("Clients mis de côté", "Clients left aside", context.numbers.integer(heldOut.rows.count))
    }
    add(
      "Cellules manquantes reconstruites", "Missing cells rebuilt",
      "\(context.numbers.integer(imputed)) (\(context.numbers.share(Double(imputed) / Double(max(cells, 1)))))"
    )
    add(
      "Valeurs ramenées aux bornes", "Values brought back to the bounds",
      context.numbers.integer(total { $0.winsorisedCellCount }))
    let unseen = total { $0.unseenLevelCount }
    if unseen > 0 {
      add(
        "Modalités rares ou inconnues, au profil moyen", "Unknown levels, at the average profile",
        context.numbers.integer(unseen))
    }
    let imputation = recipe.factors.imputation
    if imputation.missingCellCount > 0 {
      add(
        "Reconstruction", "Rebuilding",
        context.pick(
          imputation.converged
            ? "stable après \(context.numbers.integer(imputation.iterations)) tours"
            : "arrêtée après \(context.numbers.integer(imputation.iterations)) tours, sans être stable",
          imputation.converged
            ? "stable after \(context.numbers.integer(imputation.iterations)) turns"
            : "stopped after \(context.numbers.integer(imputation.iterations)) turns, not stable"))
    }
    return list
  }

  private var scree: FigureBlock {
    FigureBlock(
      title: context.pick("Les axes gardés", "The axes kept"),
      figure: ScreeFigure(shares: recipe.factors.explained, keptCount: recipe.axisCount),
      caption: RichText(AxisRuleWords(recipe.factors, language: context.language).caption))
  }
}
