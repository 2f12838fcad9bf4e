/// What this program is called where a file must say who wrote it.
public enum Product {
  public static let name = "Clientele"
  /// Raised with each release; results may differ between versions, never within one.
  public static let version = "0.1.0"
}
