import Statistics

/// A client's place in the generator: its slot among those asked for, and for those who replace or
/// join them, the quarter in which that slot brought them in.
///
/// A client's numbers depend on nothing but the seed, this key and the quarter, so neither more
/// clients nor more quarters change those already there.
struct ClientKey: Hashable, Sendable {
  let slot: Int
  let arrival: Quarter?

  /// `C000000123`; newcomers carry the year and quarter of their arrival: `C263000123`.
  var identifier: String {
    let prefix = arrival.map { "\($0.year % 100)\($0.number)" } ?? "000"
    let number = String(slot + 1)
    return "C" + prefix + String(repeating: "0", count: max(0, 6 - number.count)) + number
  }
}

/// What a stream of numbers decides. Raw values are part of a portfolio's reproducibility.
enum GeneratorAspect: Int {
  case newcomer = 1
  case type, latents, identity, profile, errors, missing, events, counts, collaborator, firm
}

struct GeneratorStreams: Sendable {
  let seed: UInt64

  /// The replicate packs arrival quarter, quarter and aspect in 8 bits each, the slot is the item.
  func stream(
    _ aspect: GeneratorAspect, of key: ClientKey, in quarter: Quarter? = nil
  ) -> RandomStream {
    let replicate = code(key.arrival) << 16 | code(quarter) << 8 | aspect.rawValue
    return RandomStream(seed: seed, purpose: .generator, replicate: replicate, item: key.slot)
  }

  func stream(_ aspect: GeneratorAspect, item: Int) -> RandomStream {
    RandomStream(seed: seed, purpose: .generator, replicate: aspect.rawValue, item: item)
  }

  /// 1…255 from 2020-T1; 0 is none.
  private func code(_ quarter: Quarter?) -> Int {
    guard let quarter else { return 0 }
    let code = Quarter(year: 2019, number: 4).quarters(until: quarter)
    precondition((1...255).contains(code), "periods from 2020-T1 to 2083-T3")
    return code
  }
}
