/// Clients by the fees they bring, the dearest first: A those that make up the first part of all fees,
/// B the second, C the rest.
///
///     FeeClass.classes(fees: [100, 50, 30, 20], cumulatedA: 0.5, cumulatedB: 0.8)   // A, B, B, C
///
/// Sorted by decreasing fees, ties by order, a client is in A where the fees of those before it make
/// less than `cumulatedA` of the total, else in B where less than `cumulatedB`: whoever straddles a
/// bound is in the better class, and the first is in A. Fees that are missing, negative or not finite
/// have no class; where all fees are 0, all known ones are in C.
public enum FeeClass: String, Sendable, Codable, CaseIterable {
  case a = "A"
  case b = "B"
  case c = "C"

  public static func classes(fees: [Double?], cumulatedA: Double, cumulatedB: Double) -> [FeeClass?]
  {
    let known = fees.indices.filter { index in
      fees[index].map { $0.isFinite && $0 >= 0 } ?? false
    }
    let total = known.reduce(0) { $0 + (fees[$1] ?? 0) }
    var classes = [FeeClass?](repeating: nil, count: fees.count)
    var before = 0.0
    for index in known.sorted(by: { (fees[$0] ?? 0, $1) > (fees[$1] ?? 0, $0) }) {
      let share = total > 0 ? before / total : 1
      classes[index] = share < cumulatedA ? .a : share < cumulatedB ? .b : .c
      before += fees[index] ?? 0
    }
    return classes
  }
}
