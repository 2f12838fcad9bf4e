import ArgumentParser
import Foundation
import LinearAlgebra
import Segmentation
import Tables

/// The firm's own segments of the clients of a pilot: by a column, or by rules.
struct PilotRuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Portefeuille (ou segments.csv) dont le pilote est tiré, pour y lire vos segments.",
        "Portfolio (or segments.csv) that the pilot was drawn from, to read your segments."),
      valueName: say("fichier", "file")))
  var portfolio: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne de --portfolio : vos segments, à comparer.",
        "Column of --portfolio: your segments, to compare."),
      valueName: say("colonne", "column")))
  var ruleColumn: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de règles YAML, ou reforme, à appliquer à --portfolio.",
        "YAML rule file, or reforme, to apply to --portfolio."),
      valueName: say("fichier", "file")))
  var rules: String?

  @OptionGroup var day: ReferenceDayOptions

  func validate() throws {
    if ruleColumn != nil, rules != nil {
      throw ValidationError(
        say(
          "--rules et --rule-column s'excluent : garder l'une des deux.",
          "--rules and --rule-column exclude each other: keep one of them."))
    }
    if (portfolio == nil) != (ruleColumn == nil && rules == nil) {
      throw ValidationError(
        say(
          "--portfolio va avec --rule-column ou --rules, et l'inverse.",
          "--portfolio goes with --rule-column or --rules, and the reverse."))
    }
  }

  /// `nil` where nothing is to be compared.
  func segments(
    of design: PilotDesign, _ parallelism: Parallelism
  ) throws -> PilotRuleSegments? {
    guard let portfolio else { return nil }
    let file = InputReader.displayName(of: portfolio)
    let source = try InputReader(path: portfolio, parallelism: parallelism).read()
    guard design.sources.contains(where: { $0.sha256 == source.input.sha256 }) else {
      throw Complaint(
        status: .unusableData,
        message: say(
          "\(file) : ce n'est pas le fichier dont ce pilote a été tiré. Donner l'un de : "
            + "\(names(design)), tel qu'il était.",
          "\(file): this is not the file that this pilot was drawn from. Give one of: "
            + "\(names(design)), as it was."))
    }
    do {
      let studied = try source.studiedClients(StudyConfiguration())
      let rows = try segments(studied, portfolio)
      return PilotRuleSegments(
        name: rows.name,
        segments: Dictionary(
          zip(studied.identifiers, rows.texts).compactMap { id, text in text.map { (id, $0) } },
          uniquingKeysWith: { first, _ in first }))
    } catch {
      guard let known = Complaint(error), !(error is Complaint) else { throw error }
      throw known.about(file)
    }
  }

  private func segments(_ studied: StudiedClients, _ portfolio: String) throws -> SegmentedRows {
    if let ruleColumn {
      return SegmentedRows(
        name: studied.table[ruleColumn]?.name ?? ruleColumn,
        texts: try NamedPartition.texts(of: ruleColumn, in: studied.table))
    }
    return try RunRules(
      path: rules ?? "", day: day.day(input: portfolio, StudyConfiguration())
    ).segments(of: studied.table)
  }

  private func names(_ design: PilotDesign) -> String {
    design.sources.map(\.name).joined(separator: ", ")
  }
}
