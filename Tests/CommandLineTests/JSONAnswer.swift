import Foundation

/// Any JSON value, for looking into what a command printed.
enum JSONAnswer: Decodable, Equatable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONAnswer])
  case object([String: JSONAnswer])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONAnswer].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONAnswer].self))
    }
  }

  init(_ text: String) throws {
    self = try JSONDecoder().decode(JSONAnswer.self, from: Data(text.utf8))
  }

  subscript(_ key: String) -> JSONAnswer {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  var keys: Set<String> {
    if case .object(let members) = self { Set(members.keys) } else { [] }
  }

  var list: [JSONAnswer] { if case .list(let items) = self { items } else { [] } }
  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var text: String? { if case .text(let value) = self { value } else { nil } }
  var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
  var numbers: [Double] { list.compactMap(\.number) }
  var rows: [[Double]] { list.map(\.numbers) }

  func without(_ keys: String...) -> JSONAnswer {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }
}
