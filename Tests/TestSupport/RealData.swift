import Foundation

/// Real files that are not part of the project: `wholesale-customers.csv` and
/// `customer-personality.csv` of the UCI repository and Kaggle.
public enum RealData {
  /// `CLIENTELE_REAL_DATA`, else `../shared/data` beside the repository; `nil` where neither is there.
  public static let folder: String? = {
    let beside = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("shared/data").path
    let named = ProcessInfo.processInfo.environment["CLIENTELE_REAL_DATA"]
    return [named, beside].compactMap { $0 }.first {
      FileManager.default.fileExists(atPath: $0 + "/wholesale-customers.csv")
    }
  }()

  public static let absence =
    "no real data: neither CLIENTELE_REAL_DATA nor ../shared/data holds them"
}
