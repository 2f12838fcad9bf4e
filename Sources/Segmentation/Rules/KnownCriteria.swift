import Tables

/// How many of the seven criteria of a segmentation are known of each client: size, technical
/// maturity, organisation, appetite for change, fees, requests, nature of the mission.
///
///     KnownCriteria.column(of: table)     // nb_criteres_renseignes, 0…7
///
/// A criterion is known where at least one of its columns has a value.
public enum KnownCriteria {
  public static let key = "nb_criteres_renseignes"

  private static let criteria: [[KnownColumn]] = [
    [.turnover, .headcount, .totalAssets],
    [.technicalMaturity, .invoicingTool],
    [.organisation, .transmissionDelay, .collectionMode],
    [.appetite, .openingRate],
    [.fees],
    [.requests],
    [.missions],
  ]

  public static func column(of table: Table) -> Column {
    let columns = RuleColumns(table, extra: [])
    var counts = [Double](repeating: 0, count: table.rowCount)
    for criterion in criteria {
      let held = columns.columns(named: criterion.map(\.rawValue), absentAreMissing: false)
      for row in counts.indices where held.contains(where: { !$0.isMissing(row) }) {
        counts[row] += 1
      }
    }
    return Column(
      name: key, key: key, position: table.columns.count + 1, kind: .numeric,
      values: .numbers(counts))
  }
}
