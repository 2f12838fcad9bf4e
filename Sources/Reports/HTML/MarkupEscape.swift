extension String {
  /// The text as it may stand between tags or inside quoted attributes, in HTML and in SVG.
  ///
  /// `& < > " '` become references; hidden marks become visible.
  package var escapedForMarkup: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar.shown)
      }
    }
    return result
  }

  /// For templates, which escape by themselves: the text without hidden marks.
  var withoutHiddenMarks: String {
    guard unicodeScalars.contains(where: { $0.shown != $0 }) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(scalar.shown) }
    return String(scalars)
  }
}

extension Unicode.Scalar {
  /// U+FFFD in place of control characters, which XML forbids, and of the marks that reverse the
  /// direction of what follows, which make a text look like another.
  fileprivate var shown: Unicode.Scalar {
    switch self {
    case "\n", "\t": return self
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",
      "\u{FFFE}", "\u{FFFF}":
      return "\u{FFFD}"
    default: return self
    }
  }
}
