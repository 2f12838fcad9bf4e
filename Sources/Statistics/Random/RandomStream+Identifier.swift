extension RandomStream {
  /// The stream of something that has a name: it depends on the name's bytes and the seed alone, not on
  /// where the name stands nor on what stands beside it.
  public init(seed: UInt64, purpose: RandomPurpose, identifier: String) {
    // FNV-1a spreads the bytes over the stream's coordinates; the stream does the mixing.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in identifier.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.init(
      seed: seed, purpose: purpose, replicate: Int(hash >> 33),
      item: Int(truncatingIfNeeded: hash & 0x7FFF_FFFF))
  }
}
