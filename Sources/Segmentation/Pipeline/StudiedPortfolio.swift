import Tables

/// The clients of a portfolio, one row each, with what names them: what commands that study nothing
/// start from.
package struct StudiedPortfolio: Sendable {
  package let table: Table
  /// Its identifier, else its rank in the file from 1.
  package let identifiers: [String]
  package let clients: ClientRows
}

extension StudySource {
  package func portfolio(_ configuration: StudyConfiguration) throws -> StudiedPortfolio {
    let everyone = StudiedRows(self, configuration: configuration)
    let rows = try everyone.typed(on: Array(0..<everyone.table.rowCount))
    return StudiedPortfolio(
      table: rows.table, identifiers: rows.identifiers, clients: rows.clients)
  }
}
