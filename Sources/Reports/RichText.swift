/// Prose with a little emphasis, in no format: pages, notebooks and workbooks render it their own way.
///
///     let text: RichText = "\(strong: "82 %") facturent avec \(code: "logiciel")"
///
/// What is interpolated is data: it is never read as markup, and every renderer escapes it.
public struct RichText: Sendable, Equatable {
  public enum Run: Sendable, Equatable {
    case plain(String)
    case strong(String)
    case emphasis(String)
    case code(String)
    /// Something taken from the input as it is (a client's identifier): typography leaves it alone.
    case verbatim(String)
    /// A segment by its number (1-based), shown in its colour, with its name.
    case segment(number: Int, name: String)
    /// A reference; printed pages show its text only.
    case link(text: String, address: String)
  }

  public var runs: [Run]

  public init(_ runs: [Run] = []) { self.runs = runs }

  public init(_ text: String) { self.runs = [.plain(text)] }

  public static func strong(_ text: String) -> RichText { RichText([.strong(text)]) }

  public func appending(_ other: RichText) -> RichText { RichText(runs + other.runs) }

  /// The words alone.
  public var plainText: String {
    runs.map { run in
      switch run {
      case .plain(let text), .strong(let text), .emphasis(let text), .code(let text),
        .verbatim(let text), .link(let text, _):
        return text
      case .segment(let number, let name): return "\(number). \(name)"
      }
    }.joined()
  }
}

extension RichText: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) { self.init(value) }

  public init(stringInterpolation: Interpolation) { self.init(stringInterpolation.runs) }

  public struct Interpolation: StringInterpolationProtocol {
    var runs: [Run] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { runs.append(.plain(literal)) }
    }

    public mutating func appendInterpolation(_ text: String) { runs.append(.plain(text)) }
    public mutating func appendInterpolation(_ number: Int) { runs.append(.plain("\(number)")) }
    public mutating func appendInterpolation(_ text: RichText) { runs += text.runs }
    public mutating func appendInterpolation(strong text: String) { runs.append(.strong(text)) }
    public mutating func appendInterpolation(emphasis text: String) {
      runs.append(.emphasis(text))
    }
    public mutating func appendInterpolation(code text: String) { runs.append(.code(text)) }
    public mutating func appendInterpolation(verbatim text: String) {
      runs.append(.verbatim(text))
    }
    public mutating func appendInterpolation(segment number: Int, name: String) {
      runs.append(.segment(number: number, name: name))
    }
    public mutating func appendInterpolation(link text: String, to address: String) {
      runs.append(.link(text: text, address: address))
    }
  }
}
