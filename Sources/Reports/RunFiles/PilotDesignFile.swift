import Foundation
import Segmentation

/// `pilot.json`: the design of a pilot, with the fingerprint that tells whether it was changed since.
///
///     let text = try PilotDesignFile.text(design)
///     try PilotDesignFile.read(Array(text.utf8)) == design
///
/// `{"schema", "version", "sha256", "design"}`; `sha256` is that of the text of `design` as this module
/// writes it, so that blanks may change and nothing else.
public struct PilotDesignFile: Codable {
  public static let name = "pilot.json"
  public static let schema = "clientele/pilot/1"

  private let schema: String
  private let version: String
  private let sha256: String
  private let design: PilotDesign

  /// - Throws: ``JSONError``.
  public static func text(_ design: PilotDesign) throws -> String {
    try JSONValue(
      encoding: PilotDesignFile(
        schema: schema, version: Product.version, sha256: fingerprint(design), design: design)
    ).text()
  }

  /// - Throws: ``PilotDesignFileError``.
  public static func read(_ bytes: [UInt8]) throws -> PilotDesign {
    let decoder = JSONDecoder()
    let data = Data(bytes)
    guard let head = try? decoder.decode(Head.self, from: data) else {
      throw PilotDesignFileError.notADesign
    }
    guard head.schema == schema else {
      throw head.schema.hasPrefix("clientele/pilot/")
        ? PilotDesignFileError.otherVersion(head.schema) : PilotDesignFileError.notADesign
    }
    guard let file = try? decoder.decode(PilotDesignFile.self, from: data),
      try fingerprint(file.design) == file.sha256, (1e-6..<1).contains(file.design.plan.alpha)
    else { throw PilotDesignFileError.changed }
    return file.design
  }

  private struct Head: Decodable {
    let schema: String
  }

  private static func fingerprint(_ design: PilotDesign) throws -> String {
    sha256Fingerprint(Array(try JSONValue(encoding: design).text().utf8))
  }
}

/// Why a file is no design to judge a pilot by.
public enum PilotDesignFileError: Error, Sendable, Equatable {
  case notADesign
  /// Written by another version, in another form.
  case otherVersion(String)
  /// Its content is not what was written.
  case changed
}
