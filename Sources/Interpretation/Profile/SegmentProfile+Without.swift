extension SegmentProfile {
  /// The profile without some variables.
  ///
  /// - Parameter keys: those of columns (``ProfiledVariable/key``).
  public func without(_ keys: Set<String>) -> SegmentProfile {
    SegmentProfile(
      segment: segment, size: size, share: share, heldOutSize: heldOutSize,
      numeric: numeric.filter { !keys.contains($0.variable.key) },
      categories: categories.filter { !keys.contains($0.variable.key) },
      paragons: paragons, atypical: atypical, distinctive: distinctive, neighbour: neighbour)
  }
}
