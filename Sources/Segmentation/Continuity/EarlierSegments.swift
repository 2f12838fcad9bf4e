import Interpretation

/// The segments of an earlier period, whose numbers and names those of this one take on.
public struct EarlierSegments: Sendable {
  /// By the clients' identifiers, from 0.
  public let segmentOfClient: [String: Int]
  public let numbers: [Int]
  public let names: [SegmentName]
  /// The highest number that a segment of the portfolio ever had: none is given twice.
  public let highestNumber: Int
  public let language: Language

  public init(
    segmentOfClient: [String: Int], numbers: [Int], names: [SegmentName], highestNumber: Int,
    language: Language
  ) {
    self.segmentOfClient = segmentOfClient
    self.numbers = numbers
    self.names = names
    self.highestNumber = highestNumber
    self.language = language
  }
}

extension EarlierSegments {
  /// Two portfolios have hardly a client in common; one has most of them a quarter later. Below a tenth of
  /// the smaller of both they are two.
  public static func areOnePortfolio(common: Int, _ previous: Int, _ current: Int) -> Bool {
    common > 0 && 10 * common >= min(previous, current)
  }
}

/// What segments are called so that whoever knew them knows them again.
struct SegmentIdentities {
  let numbers: [Int]
  let names: [SegmentName]
  let highestNumber: Int
}

extension SegmentIdentities {
  /// Segments that nothing comes before: numbered by their order.
  init(names: [SegmentName]) {
    numbers = Array(1...max(1, names.count))
    self.names = names
    highestNumber = names.count
  }

  /// - Parameters:
  ///   - earlier: `nil` without any; segments of another portfolio are none.
  ///   - segments: of each client, by identifier.
  ///   - names: the segments' own.
  init(
    following earlier: EarlierSegments?, segments: [String: Int], names: [SegmentName],
    language: Language
  ) {
    guard let earlier,
      EarlierSegments.areOnePortfolio(
        common: segments.keys.count { earlier.segmentOfClient[$0] != nil },
        earlier.segmentOfClient.count, segments.count)
    else {
      self.init(names: names)
      return
    }
    self.init(
      earlier,
      SegmentMatching(
        previous: earlier.segmentOfClient, current: segments,
        previousCount: earlier.numbers.count, count: names.count),
      names: names, language: language)
  }

  /// A segment that is an earlier one has its number, and its name where that is in the language of this
  /// period; any other takes a number that none ever had, and its own name.
  ///
  /// - Parameters:
  ///   - matching: of the earlier segments (rows) with these.
  ///   - names: these segments' own.
  init(
    _ earlier: EarlierSegments, _ matching: SegmentMatching, names own: [SegmentName],
    language: Language
  ) {
    var highest = max(earlier.highestNumber, earlier.numbers.max() ?? 0)
    var (numbers, names) = ([Int](), own)
    for segment in own.indices {
      if let previous = matching.previous(of: segment) {
        numbers.append(earlier.numbers[previous])
        if earlier.language == language {
          names[segment] = earlier.names[previous].ofSegment(segment)
        }
      } else {
        highest += 1
        numbers.append(highest)
      }
    }
    // A newcomer's own words may be those that an earlier segment goes by.
    var taken: Set<String> = []
    for segment in own.indices where matching.previous(of: segment) != nil {
      taken.insert(names[segment].text)
    }
    for segment in own.indices where matching.previous(of: segment) == nil {
      if !taken.insert(names[segment].text).inserted {
        names[segment] = SegmentName(
          segment: segment, custom: "\(names[segment].text) (\(numbers[segment]))")
      }
    }
    self.numbers = numbers
    self.names = names
    highestNumber = highest
  }
}

extension SegmentName {
  fileprivate func ofSegment(_ segment: Int) -> SegmentName {
    SegmentName(
      segment: segment, text: text, nounPhrase: nounPhrase, gender: gender, traits: traits)
  }
}
