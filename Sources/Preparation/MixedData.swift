/// Observations of quantities and categories together, ready for a factor analysis.
///
///     let data = MixedData([
///       MixedVariable(name: "ca", values: .numbers([120, .nan, 80])),
///       MixedVariable(name: "outil", values: .levels([0, 1, -1], count: 2)),
///     ])
public struct MixedData: Sendable, Equatable {
  public let variables: [MixedVariable]
  public let rowCount: Int

  public init(_ variables: [MixedVariable]) {
    self.variables = variables
    self.rowCount = variables.first?.values.count ?? 0
    precondition(
      variables.allSatisfy { $0.values.count == rowCount }, "variables have one length")
  }
}

public struct MixedVariable: Sendable, Equatable {
  public let name: String
  public let values: MixedValues

  public init(name: String, values: MixedValues) {
    self.name = name
    self.values = values
  }
}

public enum MixedValues: Sendable, Equatable {
  /// NaN is missing.
  case numbers([Double])
  /// Level codes below `count`, ``missing`` or ``average``.
  case levels([Int32], count: Int)

  /// A level that is not known: imputed.
  public static let missing: Int32 = -1
  /// A level that is known but was never learnt: the variable's average profile.
  public static let average: Int32 = -2

  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .levels(let codes, _): codes.count
    }
  }
}
