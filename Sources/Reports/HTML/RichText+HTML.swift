import Interpretation

extension RichText {
  /// The text as markup, escaped, with the spaces of the language.
  func html(_ language: Language) -> String {
    runs.map { $0.html(language) }.joined()
  }

  func htmlUnlessEmpty(_ language: Language) -> String? {
    runs.isEmpty ? nil : html(language)
  }
}

extension RichText.Run {
  func html(_ language: Language) -> String {
    func prose(_ text: String) -> String { Typography.spaced(text, language).escapedForMarkup }
    switch self {
    case .plain(let text): return prose(text)
    case .strong(let text): return "<strong>\(prose(text))</strong>"
    case .emphasis(let text): return "<em>\(prose(text))</em>"
    case .code(let text): return "<code>\(text.escapedForMarkup)</code>"
    case .verbatim(let text): return "<bdi>\(text.escapedForMarkup)</bdi>"
    case .segment(let number, let name):
      // A line may break after a badge, whatever space follows: the name's first word is tied to it.
      let first = name.prefix { $0 != " " }
      return "<span class=\"tie\"><span class=\"seg g\(Palette.index(ofSegment: number))\">"
        + "\(number)</span>\u{00A0}\(prose(String(first)))</span>"
        + prose(String(name.dropFirst(first.count)))
    case .link(let text, let address):
      guard Self.isSafe(address) else { return prose(text) }
      return "<a href=\"\(address.escapedForMarkup)\">\(prose(text))</a>"
    }
  }

  /// Places within the page and on the web; never a script.
  private static func isSafe(_ address: String) -> Bool {
    ["#", "https://", "http://"].contains { address.hasPrefix($0) }
  }
}
