import Statistics

/// Reproducible values for property tests.
struct SmallRandom {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, purpose: .example) }

  mutating func integer(below bound: Int) -> Int { stream.integer(below: bound) }
  mutating func uniform() -> Double { stream.uniform() }
}
