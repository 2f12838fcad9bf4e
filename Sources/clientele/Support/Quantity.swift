import ArgumentParser

/// A number as people write it on a command line: `0.15`, `0,15`, `15%`; 0, or from 1e-12 to 1e12.
struct Quantity: ExpressibleByArgument, Equatable {
  let value: Double

  init?(argument: String) {
    var text = argument.replacing(",", with: ".")
    let isPercentage = text.hasSuffix("%")
    if isPercentage { text.removeLast() }
    while text.hasSuffix(" ") || text.hasSuffix("\u{A0}") || text.hasSuffix("\u{202F}") {
      text.removeLast()
    }
    guard let number = Double(text), number.isFinite, !text.lowercased().hasPrefix("0x") else {
      return nil
    }
    value = isPercentage ? number / 100 : number
    guard value == 0 || (1e-12...1e12).contains(abs(value)) else { return nil }
  }
}
