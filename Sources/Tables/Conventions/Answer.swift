/// An answer in words, whichever column it stands in.
package enum Answer {
  /// Whether a text says no, in any of the spellings that a column of answers may have.
  package static func isNo(_ text: String) -> Bool {
    YesNo.read(Array(text.utf8).span)?.answer == .no
  }
}
