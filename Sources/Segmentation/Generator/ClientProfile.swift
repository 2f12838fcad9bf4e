import Foundation
import Statistics

/// What is drawn once for a client, at its arrival: who it is, and the random numbers behind its
/// quarterly figures. Business volumes are those of the type at arrival: a client that changes type
/// later changes its ways of working, not its business.
struct ClientProfile: Sendable {
  let key: ClientKey
  let type: ClientType
  let atypical: AtypicalKind?
  let residual: LatentVector
  let collaborator: Collaborator
  let identity: ClientIdentity
  let business: BusinessProfile
  let behaviour: BehaviourProfile
}

struct ClientIdentity: Sendable {
  let name: String
  let siren: String
  let entryDay: DayCount
  let legalForm: LegalForm
  let sector: Sector
  let activityCode: String
  let managerAgeAtEntry: Double
}

/// Volumes, before growth.
struct BusinessProfile: Sendable {
  /// €.
  let turnover: Double
  let headcount: Int
  let balanceRatio: Double
  /// Means of the monthly counts.
  let salesInvoices: Double
  let purchaseInvoices: Double
  let businessShare: Double
  let internationalShare: Double
  let vatStatus: VATStatus
  let optsForStricterVAT: Bool
  let monthlyWhenOpting: Bool
  /// €.
  let fees: Double
  let missions: [Mission]
  let payslips: Int
}

/// Standard normals, factors and uniforms that persist from quarter to quarter.
struct BehaviourProfile: Sendable {
  let toolNoise: Double
  let collectionNoise: Double
  let bankNoise: Double
  let maturityRating: Rating
  let organisationRating: Rating
  let appetiteRating: Rating
  let lateFactor: Double
  let requestFactor: Double
  let paymentDelay: Double
  let mailNoise: Double
  let hourlyRateFactor: Double
}

/// How a collaborator's rating of one latent errs.
struct Rating: Sendable {
  let noise: Double
  /// An inattentive rating takes any level, whatever the latent.
  let inattentive: Double?
}

/// Draws profiles for one firm and one table of types.
struct ProfileDrawer: Sendable {
  let streams: GeneratorStreams
  let table: TypeTable
  let factors: LatentFactors
  let firm: AccountingFirm

  /// - Parameter quarter: the client's first quarter in the portfolio.
  func draw(_ key: ClientKey, enteringIn quarter: Quarter) -> ClientProfile {
    var typeStream = streams.stream(.type, of: key)
    let shares = key.arrival == nil ? table.shares : table.newcomerShares
    let type = ClientType.allCases[typeStream.weightedIndex(shares)]
    let atypical = Self.atypical(&typeStream)
    var latentStream = streams.stream(.latents, of: key)
    let residual = factors.draw(&latentStream)
    var identityStream = streams.stream(.identity, of: key)
    let collaborator = firm.collaborator(ofSlot: key.slot, at: identityStream.uniform())
    let identity = identity(table[type], key, entering: quarter, &identityStream)
    var profileStream = streams.stream(.profile, of: key)
    let business = business(
      table[type], size: residual.size / factors.deviations.size, atypical, &profileStream)
    return ClientProfile(
      key: key, type: type, atypical: atypical, residual: residual, collaborator: collaborator,
      identity: identity, business: business, behaviour: behaviour(&profileStream))
  }

  /// 1.4 % of clients: 0.2 % subsidiaries, 0.6 % dormant, 0.6 % outsized.
  private static func atypical(_ stream: inout RandomStream) -> AtypicalKind? {
    let u = stream.uniform()
    if u < 0.002 { return .groupSubsidiary }
    if u < 0.008 { return .dormant }
    return u < 0.014 ? .outsized : nil
  }

  private func identity(
    _ parameters: ClientTypeParameters, _ key: ClientKey, entering quarter: Quarter,
    _ stream: inout RandomStream
  ) -> ClientIdentity {
    let form = parameters.legalForms.draw(&stream)
    let sector = parameters.sectors.draw(&stream)
    let codes = sector.activityCodes
    let code = codes[stream.integer(below: codes.count)]
    let years = min(40, stream.gamma(shape: 2, scale: 4))
    let dayInQuarter = stream.integer(below: 90)
    let age = Self.age(mean: parameters.managerAge, &stream)
    let entry =
      key.arrival.map { $0.firstDay.advanced(by: dayInQuarter) }
      ?? quarter.firstDay.advanced(by: -Int(years * 365.25) - 1)
    return ClientIdentity(
      name: MadeName.draw(form: form, sector: sector, &stream), siren: MadeSiren.draw(&stream),
      entryDay: entry, legalForm: form, sector: sector, activityCode: code,
      managerAgeAtEntry: age)
  }

  /// Normal of standard deviation 10, redrawn outside 22…80.
  private static func age(mean: Double, _ stream: inout RandomStream) -> Double {
    while true {
      let age = mean + 10 * stream.normal()
      if (22...80).contains(age) { return age }
    }
  }
}

extension ProfileDrawer {
  private func business(
    _ parameters: ClientTypeParameters, size: Double, _ atypical: AtypicalKind?,
    _ stream: inout RandomStream
  ) -> BusinessProfile {
    let scale = AtypicalScale(atypical, &stream)
    let turnoverLog = parameters.turnover.sigma * size
    let turnover = parameters.turnover.median * exp(turnoverLog)
    let thousands = scale.turnover ?? turnover * scale.volume
    let headcount = headcount(parameters, thousands: thousands, &stream)
    // Count elasticity to turnover is ½; dividing by its mean keeps the type's mean.
    let elasticity = exp(
      turnoverLog / 2 - parameters.turnover.sigma * parameters.turnover.sigma / 8)
    let invoices = stream.gamma(shape: 1.5, scale: 1 / 1.5) * elasticity * scale.volume
    let invoicesNothing = stream.uniform() < parameters.salesZeroShare
    let purchases = stream.gamma(shape: 2, scale: 0.5) * elasticity * scale.volume
    // Fees follow the turnover's deviation with correlation 0.3.
    let feeNoise = 0.3 * size + (1 - 0.09).squareRoot() * stream.normal()
    let fees = parameters.fees.median * exp(parameters.fees.sigma * feeNoise)
    let missions = missions(parameters.missions, &stream)
    return BusinessProfile(
      turnover: thousands * 1000, headcount: headcount,
      balanceRatio: exp(-0.4 + 0.6 * stream.normal()) * parameters.balanceSheetFactor,
      salesInvoices: invoicesNothing ? 0 : parameters.salesInvoices * invoices,
      purchaseInvoices: parameters.purchaseInvoices * purchases,
      businessShare: stream.beta(parameters.businessShare.alpha, parameters.businessShare.beta),
      internationalShare: stream.bernoulli(parameters.internationalShare) ? stream.beta(1.5, 6) : 0,
      vatStatus: parameters.vatStatus.draw(&stream),
      optsForStricterVAT: stream.bernoulli(parameters.vatOption),
      monthlyWhenOpting: stream.bernoulli(parameters.vatOption > 0.3 ? 0.8 : 0.4),
      fees: fees * scale.fees, missions: missions,
      payslips: missions.contains(.payroll)
        ? headcount + stream.poisson(mean: 0.15 * Double(headcount)) : 0)
  }

  /// Poisson of turnover / productivity − 1, the manager being the one.
  private func headcount(
    _ parameters: ClientTypeParameters, thousands: Double, _ stream: inout RandomStream
  ) -> Int {
    guard let productivity = parameters.productivity else { return 0 }
    return stream.poisson(mean: max(0, thousands / productivity - 1))
  }

  /// Independent missions; a client without any has its tax return made.
  private func missions(
    _ probabilities: MissionProbabilities, _ stream: inout RandomStream
  ) -> [Mission] {
    let drawn = zip(Mission.allCases, probabilities.values)
      .filter { stream.bernoulli($0.1) }.map(\.0)
    return drawn.isEmpty ? [.tax] : drawn
  }

  private func behaviour(_ stream: inout RandomStream) -> BehaviourProfile {
    BehaviourProfile(
      toolNoise: stream.normal(), collectionNoise: stream.normal(), bankNoise: stream.normal(),
      maturityRating: rating(&stream), organisationRating: rating(&stream),
      appetiteRating: rating(&stream), lateFactor: stream.gamma(shape: 2.5, scale: 0.4),
      requestFactor: stream.gamma(shape: 3, scale: 1 / 3),
      paymentDelay: 12 * stream.gamma(shape: 1, scale: 1), mailNoise: stream.normal(),
      hourlyRateFactor: exp(0.15 * stream.normal()))
  }

  private func rating(_ stream: inout RandomStream) -> Rating {
    let noise = 0.35 * stream.normal()
    let inattentive = stream.bernoulli(0.05)
    let level = stream.uniform()
    return Rating(noise: noise, inattentive: inattentive ? level : nil)
  }
}

/// What an atypical client's volumes become.
private struct AtypicalScale {
  var turnover: Double?
  var volume = 1.0
  var fees = 1.0

  init(_ kind: AtypicalKind?, _ stream: inout RandomStream) {
    switch kind {
    case nil: break
    case .groupSubsidiary:
      turnover = stream.logNormal(median: 30_000, sigma: 1)
      volume = 12
      fees = 8
    case .dormant:
      turnover = 0
      volume = 0
      fees = 0.25
    case .outsized:
      volume = stream.logNormal(median: 6, sigma: 0.4)
      fees = stream.logNormal(median: 5, sigma: 0.4)
    }
  }
}
