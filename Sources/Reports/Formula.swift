/// Mathematics as a tree, set by the format that shows it (MathML in a page).
///
///     .equation(.mean(.symbol("x")), .fraction(.number("1"), .symbol("n")))
public indirect enum Formula: Sendable, Equatable {
  /// A variable: one letter in italics, more than one upright.
  case symbol(String)
  case number(String)
  case operation(String)
  /// Words inside a formula.
  case words(String)
  case row([Formula])
  case fraction(Formula, Formula)
  case root(Formula)
  case subscripted(Formula, Formula)
  case superscripted(Formula, Formula)
  /// An operator with bounds: Σ over a set.
  case under(Formula, Formula)
  case underOver(Formula, Formula, Formula)
  case parentheses(Formula)
  /// A mean: a bar above.
  case mean(Formula)

  /// Terms with operators between them: `.sequence(.symbol("a"), "−", .symbol("b"))`.
  public static func equation(_ left: Formula, _ right: Formula...) -> Formula {
    .row([left, .operation("=")] + right)
  }
}
