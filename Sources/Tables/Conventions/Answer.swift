/// An answer in words, whichever column it stands in.
package enum Answer {
  /// Whether a text says yes, in any of the spellings that a column of answers may have; `nil` where it
  /// answers nothing.
  package static func saysYes(_ text: String) -> Bool? {
    YesNo.read(Array(text.utf8).span).map { $0.answer == .yes }
  }

  /// Whether a text is a mark, such as `x`, beside which an empty cell says no.
  package static func isMark(_ text: String) -> Bool {
    YesNo.read(Array(text.utf8).span)?.vocabulary == .mark
  }
}
