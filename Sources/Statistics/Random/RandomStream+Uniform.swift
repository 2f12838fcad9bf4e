extension RandomStream {
  /// Uniform on [0, 1): a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform on (0, 1): odd multiples of 2⁻⁵³, never 0 or 1, symmetric about ½.
  public mutating func openUniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// True with probability `p`; never for p = 0, always for p = 1.
  public mutating func bernoulli(_ p: Double) -> Bool {
    precondition(p >= 0 && p <= 1, "a probability")
    return uniform() < p
  }

  /// Uniform on 0 ..< bound, without bias: a product's high word, rejected where the low word
  /// belongs to an incomplete cycle. Lemire 2019, doi:10.1145/3230636.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound >= 1, "a positive bound")
    let width = UInt64(bound)
    var product = next().multipliedFullWidth(by: width)
    if product.low < width {
      let incomplete = (0 &- width) % width
      while product.low < incomplete { product = next().multipliedFullWidth(by: width) }
    }
    return Int(product.high)
  }
}
