import Clustering
import Interpretation
import Preparation
import Segmentation
import Tables

/// Columns of any kind as Gower's dissimilarity reads them: what `cluster --metric gower` works on.
struct MixedInput {
  let keys: [String]
  let columns: [GowerColumn]
  /// Names of the columns that were not chosen and cannot be compared.
  let leftOut: [String]
  let unread: UnreadCells

  var rowCount: Int { columns.first?.count ?? 0 }

  /// - Parameters:
  ///   - names: keys or headers; `nil` takes every column that can be compared.
  ///   - roles: those given; columns of another role than active are taken by name alone.
  init(
    _ reading: TableReading, columns names: [String]?, roles: [String: VariableRole]
  ) throws {
    let table = reading.table
    let candidates = try names.map { try $0.map { try MixedInput.column($0, in: table) } }
    let chosen = candidates ?? table.columns.filter { GowerColumn($0) != nil && $0.isActive(roles) }
    guard !chosen.isEmpty else {
      throw PreparationError.noActiveColumn(candidates: table.columns.count)
    }
    keys = chosen.map(\.key)
    columns = chosen.compactMap { GowerColumn($0) }
    unread = UnreadCells(reading, in: keys)
    let kinds: Set<ColumnKind> = [.set, .date]
    leftOut =
      names == nil
      ? table.columns.filter { kinds.contains($0.kind) && $0.isActive(roles) }.map(\.name) : []
  }

  private static func column(_ name: String, in table: Table) throws -> Column {
    guard let column = table[name] else { throw PreparationError.unknownColumn(key: name) }
    guard GowerColumn(column) != nil else {
      throw Complaint(
        status: .unusableData,
        message: say(
          "la colonne « \(column.key) » ne se compare pas : il faut des nombres, des catégories, des "
            + "niveaux ordonnés ou des oui/non.",
          "the column '\(column.key)' cannot be compared: it takes numbers, categories, ordered "
            + "levels or yes/no."))
    }
    return column
  }

  /// Said on standard error.
  func warn() {
    if !unread.words.isEmpty {
      Terminal.write(
        say(
          "Attention : des cellules illisibles comptent comme manquantes\(unread.words).",
          "Note: cells that cannot be read count as missing\(unread.words)."))
    }
    guard !leftOut.isEmpty else { return }
    let names = NumberStyle(language).list(leftOut)
    Terminal.write(
      say(
        "Attention : colonnes laissées de côté, qui ne se comparent pas : \(names).",
        "Note: columns left out, which cannot be compared: \(names)."))
  }
}

extension GowerColumn {
  /// `nil` for identifiers, texts, dates and sets.
  init?(_ column: Column) {
    switch (column.kind, column.values) {
    case (.identifier, _), (.text, _), (.date, _), (.set, _): return nil
    case (_, .numbers(let values)): self = .numeric(values.map { $0.isNaN ? nil : $0 })
    case (.ordinal, .categories(let codes, _)):
      self = .ordinal(codes.map { $0 < 0 ? nil : Int($0) })
    case (_, .categories(let codes, _)): self = .nominal(codes.map { $0 < 0 ? nil : Int($0) })
    default: return nil
    }
  }
}
