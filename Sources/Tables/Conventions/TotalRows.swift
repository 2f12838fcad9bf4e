/// Rows that sum the rows above them.
package enum TotalRows {
  /// Whether a cell is the label of a total: `TOTAL`, `Total général`, `Sous-total`, `Total (12)`.
  package static func isTotal(_ label: String) -> Bool {
    let key = HeaderKey.key(for: label)
    if labels.contains(key) { return true }
    for prefix in ["total_", "sous_total_"] where key.hasPrefix(prefix) {
      let rest = key.dropFirst(prefix.count)
      if rest.allSatisfy({ $0.isNumber || $0 == "_" }) { return true }
      if tails.contains(String(rest)) { return true }
    }
    return false
  }

  private static let labels: Set<String> = [
    "total", "totaux", "total_general", "grand_total", "sous_total", "subtotal", "sub_total",
    "cumul", "somme", "sum", "moyenne", "average", "mean", "totals", "s_total", "total_cabinet",
    "total_portefeuille",
  ]
  private static let tails: Set<String> = [
    "general", "clients", "dossiers", "cabinet", "portefeuille", "lignes", "ht", "ttc", "bureau",
  ]
}
