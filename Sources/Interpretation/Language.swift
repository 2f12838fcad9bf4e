/// A language that reports, names and figures are written in. The raw value is the ISO 639-1 code.
public enum Language: String, Codable, Sendable, CaseIterable {
  case french = "fr"
  case english = "en"
}
