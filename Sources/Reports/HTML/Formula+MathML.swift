extension Formula {
  /// MathML Core, which browsers set without help.
  var mathML: String { "<math display=\"block\">\(element)</math>" }

  private var element: String {
    switch self {
    case .symbol(let name): return "<mi>\(name.escapedForMarkup)</mi>"
    case .number(let digits): return "<mn>\(digits.escapedForMarkup)</mn>"
    case .operation(let sign): return "<mo>\(sign.escapedForMarkup)</mo>"
    case .words(let words): return "<mtext>\(words.escapedForMarkup)</mtext>"
    case .row(let parts): return "<mrow>\(parts.map(\.element).joined())</mrow>"
    case .fraction(let above, let below):
      return "<mfrac>\(above.element)\(below.element)</mfrac>"
    case .root(let inner): return "<msqrt>\(inner.element)</msqrt>"
    case .subscripted(let base, let index): return "<msub>\(base.element)\(index.element)</msub>"
    case .superscripted(let base, let index): return "<msup>\(base.element)\(index.element)</msup>"
    case .under(let base, let below): return "<munder>\(base.element)\(below.element)</munder>"
    case .underOver(let base, let below, let above):
      return "<munderover>\(base.element)\(below.element)\(above.element)</munderover>"
    case .mean(let inner):
      return "<mover>\(inner.element)<mo stretchy=\"false\">¯</mo></mover>"
    case .parentheses(let inner): return "<mrow><mo>(</mo>\(inner.element)<mo>)</mo></mrow>"
    }
  }
}
