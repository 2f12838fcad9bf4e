import Foundation

/// Numbers made by other programs, stored in `Tests/Oracles` with the program, its version and the
/// call; `Tests/Oracles/generate` holds the scripts.
///
///     let oracle = try Oracle.decode(DistributionOracle.self, from: "distributions.json")
public enum Oracle {
  /// The bytes of a file of `Tests/Oracles`.
  public static func data(_ name: String) throws -> Data {
    try Data(contentsOf: directory.appendingPathComponent(name))
  }

  public static func decode<T: Decodable>(_ type: T.Type, from name: String) throws -> T {
    try JSONDecoder().decode(type, from: data(name))
  }

  public static func text(_ name: String) throws -> String {
    String(decoding: try data(name), as: UTF8.self)
  }

  private static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Oracles")
}
