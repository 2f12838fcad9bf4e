import Interpretation

/// The spaces of a language's typography, put in when text is rendered, so that sentences are
/// written with ordinary spaces.
///
/// French: narrow no-break space (U+202F) before `; ! ? %`, no-break space (U+00A0) before `:` and
/// inside « », and between a number and the word that it counts. Source: Imprimerie nationale,
/// *Lexique des règles typographiques*, with the narrow space also before `%`.
package enum Typography {
  package static func spaced(_ text: String, _ language: Language) -> String {
    guard language == .french, text.contains(" ") else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      guard scalar == " " else {
        result.append(scalar)
        continue
      }
      let before = i > 0 ? scalars[i - 1] : nil
      let after = i + 1 < scalars.count ? scalars[i + 1] : nil
      result.append(space(between: before, and: after))
    }
    return String(result)
  }

  private static func space(between before: Unicode.Scalar?, and after: Unicode.Scalar?)
    -> Unicode.Scalar
  {
    let noBreak: Unicode.Scalar = "\u{00A0}"
    let narrow: Unicode.Scalar = "\u{202F}"
    if before == "«" { return noBreak }
    switch after {
    case ";", "!", "?", "%", "€": return narrow
    case ":", "»": return noBreak
    default: break
    }
    guard let before, let after else { return " " }
    let afterNumber = ("0"..."9").contains(before)
    return afterNumber && after.properties.isLowercase ? noBreak : " "
  }
}
