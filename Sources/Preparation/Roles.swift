import Tables

/// What a column does in a segmentation.
public enum VariableRole: String, Codable, Sendable, Equatable, CaseIterable {
  /// Names the row: client code, SIREN.
  case identifier
  /// What a reader calls the row.
  case name
  /// Makes the segments.
  case active
  /// Describes the segments without making them.
  case illustrative
  /// Who handles the client: held-out groups are made of it; describes without making.
  case group
  /// What the segments should help to predict; only by configuration.
  case outcome
  case ignored
}

/// The role of one column and why it has it.
public struct RoleAssignment: Codable, Sendable, Equatable {
  public let key: String
  public let role: VariableRole
  public let reason: RoleReason

  public init(key: String, role: VariableRole, reason: RoleReason) {
    self.key = key
    self.role = role
    self.reason = reason
  }
}

public enum RoleReason: Codable, Sendable, Equatable {
  /// The configuration says so.
  case configured
  /// The header is one of those that portfolio exports use for this.
  case knownKey
  /// A code of many fine levels (NAF, postal code): describes better than it segments.
  case fineCode
  /// A status of the follow-up of the reform, a consequence of the segments rather than a cause.
  case followUp
  /// An existing segmentation of the firm.
  case existingSegmentation
  /// Tells the period of the file.
  case period
  /// A personal identifier, by its key or by its values: never a feature.
  case personalIdentifier(PersonalDataKind)
  /// Personal data that a feature may be made of only when the configuration asks for it.
  case personalDataOffByDefault
  /// Tells which version of a nomenclature a code is of, nothing of the client.
  case nomenclatureVersion
  case kind(ColumnKind)
}

/// Stored as an object whose `name` is the reason and whose other keys are its facts:
/// `{"name": "kind", "kind": "numeric"}`.
extension RoleReason {
  private enum CodingKeys: String, CodingKey { case name, kind, data }

  private enum Name: String, Codable {
    case configured, knownKey, fineCode, followUp, existingSegmentation, period
    case personalIdentifier, personalDataOffByDefault, nomenclatureVersion, kind
  }

  private var name: Name {
    switch self {
    case .configured: .configured
    case .knownKey: .knownKey
    case .fineCode: .fineCode
    case .followUp: .followUp
    case .existingSegmentation: .existingSegmentation
    case .period: .period
    case .personalIdentifier: .personalIdentifier
    case .personalDataOffByDefault: .personalDataOffByDefault
    case .nomenclatureVersion: .nomenclatureVersion
    case .kind: .kind
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    if case .kind(let kind) = self { try container.encode(kind, forKey: .kind) }
    if case .personalIdentifier(let data) = self { try container.encode(data, forKey: .data) }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .configured: self = .configured
    case .knownKey: self = .knownKey
    case .fineCode: self = .fineCode
    case .followUp: self = .followUp
    case .existingSegmentation: self = .existingSegmentation
    case .period: self = .period
    case .personalDataOffByDefault: self = .personalDataOffByDefault
    case .nomenclatureVersion: self = .nomenclatureVersion
    case .kind: self = .kind(try container.decode(ColumnKind.self, forKey: .kind))
    case .personalIdentifier:
      self = .personalIdentifier(try container.decode(PersonalDataKind.self, forKey: .data))
    }
  }
}

/// Gives each column its role: the configuration first, then personal data, then known columns,
/// then the kind of the column.
///
///     let roles = try Roles.assign(table, configured: ["bureau": .group])
public enum Roles {
  /// - Parameter rows: the rows whose values may betray personal data; `nil` takes all.
  /// - Throws: ``PreparationError/unknownColumn(key:)``;
  ///   ``PreparationError/personalIdentifier(key:kind:)`` when the configuration makes a feature
  ///   of a personal identifier.
  public static func assign(
    _ table: Table, configured: [String: VariableRole] = [:], rows: [Int]? = nil
  ) throws -> [RoleAssignment] {
    let rows = rows ?? Array(0..<table.rowCount)
    var configuredByKey: [String: VariableRole] = [:]
    for name in configured.keys.sorted() {
      guard let column = table[name] else { throw PreparationError.unknownColumn(key: name) }
      configuredByKey[column.key] = configured[name]
    }
    return try table.columns.map { column in
      let personal = column.personalData(rows: rows)
      guard let role = configuredByKey[column.key] else {
        return inferred(column, personal: personal)
      }
      if role == .active, let personal {
        throw PreparationError.personalIdentifier(key: column.key, kind: personal)
      }
      return RoleAssignment(key: column.key, role: role, reason: .configured)
    }
  }

  private static func inferred(_ column: Column, personal: PersonalDataKind?) -> RoleAssignment {
    func assignment(_ role: VariableRole, _ reason: RoleReason) -> RoleAssignment {
      RoleAssignment(key: column.key, role: role, reason: reason)
    }
    if let personal { return assignment(.ignored, .personalIdentifier(personal)) }
    if let known = column.known.flatMap(KnownRoles.entry) {
      return assignment(known.role, known.reason)
    }
    switch column.kind {
    case .identifier: return assignment(.identifier, .kind(.identifier))
    case .text: return assignment(.ignored, .kind(.text))
    case .date: return assignment(.ignored, .kind(.date))
    case .numeric, .ordinal, .category, .yesNo, .set:
      return assignment(.active, .kind(column.kind))
    }
  }
}
