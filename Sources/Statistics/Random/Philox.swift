/// Philox4x32-10: a counter-based generator. Ten rounds turn 128 bits of counter and 64 bits of key
/// into 128 random bits; there is no state, so any number of any stream can be had directly.
///
/// Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
/// doi:10.1145/2063384.2063405. Agrees with the known answers of the authors' Random123.
public enum Philox {
  /// The 128 bits at `counter` under `key`; lane 0 is the authors' word 0.
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    // Lanes apart: products of two of the four 32-bit lanes are slow as vectors.
    var (word0, word1, word2, word3) = (counter[0], counter[1], counter[2], counter[3])
    var (key0, key1) = (key[0], key[1])
    for _ in 0..<10 {
      let first = UInt64(word0) &* 0xD251_1F53
      let second = UInt64(word2) &* 0xCD9E_8D57
      word0 = UInt32(truncatingIfNeeded: second >> 32) ^ word1 ^ key0
      word1 = UInt32(truncatingIfNeeded: second)
      word2 = UInt32(truncatingIfNeeded: first >> 32) ^ word3 ^ key1
      word3 = UInt32(truncatingIfNeeded: first)
      // The golden ratio and √3 − 1, in 32 bits.
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return SIMD4(word0, word1, word2, word3)
  }
}
