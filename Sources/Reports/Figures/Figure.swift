import Interpretation

/// Something drawn. One figure, one file; each draws itself as panels that a page sets side by side.
public protocol Figure: Sendable {
  /// What the figure shows, in one sentence, for those who do not see it.
  func summary(_ language: Language) -> String
  func panels(_ language: Language) -> [SVG]
  /// What the drawing left out or condensed; the page adds it to the caption.
  func omission(_ language: Language) -> String?
}

extension Figure {
  public func omission(_ language: Language) -> String? { nil }

  /// The figure as one image that stands by itself, styles included: for notebooks and files.
  public func standaloneSVG(_ language: Language) -> String {
    SVG.side(by: panels(language), columns: 3).standalone(label: summary(language))
  }
}

/// A segment as figures name it: colour and number, then words.
public struct SegmentKey: Sendable, Equatable {
  /// 1-based.
  public var number: Int
  public var name: String

  public init(number: Int, name: String) {
    self.number = number
    self.name = name
  }
}
