extension RuleFile {
  /// The YAML text of ``reform(_:)``, for firms that begin with it.
  public static var reformText: String {
    String(decoding: PackageResources.reform_rules_yaml, as: UTF8.self)
  }

  /// The rules that ship with the product, for the French e-invoicing reform: who is concerned, who
  /// manages alone, who is to be equipped, accompanied or relieved.
  public static func reform() throws -> RuleFile { try RuleFileReader.read(reformText) }
}
