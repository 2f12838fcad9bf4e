/// A table for a terminal: columns as wide as their widest cell, numbers set right.
struct TextTable {
  private var rows: [[String]]
  private let numericFrom: Int

  /// - Parameter numericFrom: the first column whose cells are set right.
  init(header: [String], numericFrom: Int) {
    rows = [header]
    self.numericFrom = numericFrom
  }

  mutating func append(_ row: [String]) {
    precondition(row.count == rows[0].count, "as many cells as the header")
    rows.append(row)
  }

  func text() -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column >= numericFrom ? padding + row[column] : row[column] + padding
      }.joined(separator: "  ").trimmingSuffix(" ")
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self[...]
    while text.last == character { text = text.dropLast() }
    return String(text)
  }
}
