import Statistics

/// The firm behind the portfolio: three or four offices, and collaborators of about 60 clients each.
///
/// Slots are cut in blocks of 120, shared by two collaborators, 42 to 58 % for the first, so a full
/// block gives each some 50 to 70 clients.
struct AccountingFirm: Sendable {
  static let blockSize = 120
  private let streams: GeneratorStreams
  private let options: GeneratorOptions
  /// Office of each collaborator in turn.
  private let officePattern: [Int]

  init(streams: GeneratorStreams, options: GeneratorOptions) {
    self.streams = streams
    self.options = options
    var stream = streams.stream(.firm, item: 0)
    officePattern = stream.bernoulli(0.5) ? [0, 1, 2, 0, 1] : [0, 1, 2, 3, 0, 1, 0]
  }

  /// - Parameter u: uniform, the client's own.
  func collaborator(ofSlot slot: Int, at u: Double) -> Collaborator {
    let block = slot / Self.blockSize
    var stream = streams.stream(.firm, item: block + 1)
    let first = 0.42 + 0.16 * stream.uniform()
    return collaborator(number: 2 * block + (u < first ? 0 : 1))
  }

  func collaborator(number: Int) -> Collaborator {
    var stream = streams.stream(.collaborator, item: number)
    let office = officePattern[number % officePattern.count]
    let surveyGap = 0.35 + Self.surveyGapOfOffice[office] + 0.44 * (stream.uniform() - 0.5)
    return Collaborator(
      number: number, office: Self.officeNames[office], bias: options.raterBias * stream.normal(),
      surveyGap: surveyGap, officeSurveyGap: Self.surveyGapOfOffice[office])
  }

  private static let officeNames = ["Siège", "Littoral", "Vallée", "Plateau"]
  /// The head office surveys its clients more, the small offices less; about 0 over the firm.
  private static let surveyGapOfOffice = [-0.08, 0.06, 0.12, 0.0]
}

struct Collaborator: Sendable {
  let number: Int
  let office: String
  /// Added to every latent this collaborator rates.
  let bias: Double
  /// Share of this collaborator's clients whose survey was not filled in.
  let surveyGap: Double
  let officeSurveyGap: Double

  var code: String { "COL-" + (number < 9 ? "0" : "") + "\(number + 1)" }
}
