import Tables

/// Which actions a portfolio's columns say are done, client by client.
package struct DoneActions {
  /// For each action that columns can tell of, by its rank in the catalogue: one for each client.
  private let done: [Int: [Bool]]

  package init(_ catalogue: ActionCatalogue, in table: Table) {
    var done: [Int: [Bool]] = [:]
    for (rank, action) in catalogue.actions.enumerated() where !action.doneIf.isEmpty {
      let answers = action.doneIf.map { Self.answers($0, table) }
      done[rank] = (0..<table.rowCount).map { row in answers.allSatisfy { $0?[row] == true } }
    }
    self.done = done
  }

  private static func answers(_ condition: DoneCondition, _ table: Table) -> [Bool?]? {
    let keys = Set(condition.words.map { HeaderKey.key(for: $0) })
    return table.column(condition.column).flatMap(ColumnWords.init)?.map { keys.contains($0) }
  }

  package func contains(action rank: Int, of client: Int) -> Bool { done[rank]?[client] ?? false }
}
