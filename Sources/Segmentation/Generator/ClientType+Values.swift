// The values of the eight types. Shares, turnover, productivity, invoices, B2B share and fees are the
// documented ones; profiles of categories are percentages that say in numbers what the type's line of
// prose says. Everything tunable about the types is on this page.

extension ClientType {
  /// The type's documented parameters, at separation 1.
  package var documented: ClientTypeParameters {
    switch self {
    case .paperCraftsman: Self.paperCraftsmanValues
    case .officeSuiteCompany: Self.officeSuiteCompanyValues
    case .connectedCompany: Self.connectedCompanyValues
    case .structuredCompany: Self.structuredCompanyValues
    case .exemptProfessional: Self.exemptProfessionalValues
    case .wealthVehicle: Self.wealthVehicleValues
    case .retailer: Self.retailerValues
    case .association: Self.associationValues
    }
  }

  private static let paperCraftsmanValues = ClientTypeParameters(
    share: 0.18,
    latents: LatentVector(size: -0.40, digital: -1.04, organisation: -0.88, appetite: -0.88),
    turnover: .init(median: 140, sigma: 0.60), productivity: 110, balanceSheetFactor: 1,
    salesInvoices: 11, salesZeroShare: 0.02, purchaseInvoices: 18,
    businessShare: .init(alpha: 2, beta: 4), internationalShare: 0.06,
    fees: .init(median: 1_900, sigma: 0.35), managerAge: 55, requests: 5,
    tools: [.paper: 62, .officeSuite: 20, .none: 8, .till: 7, .localSoftware: 3],
    collection: [.paperBox: 70, .scanByMail: 22, .portal: 6, .clientKeepsBooks: 2],
    bankConnected: 0.15,
    legalForms: [.soleTrader: 50, .sarl: 30, .eurl: 15, .sasu: 5],
    sectors: [
      .construction: 48, .foodCraft: 22, .retail: 8, .automotive: 9, .personalServices: 10,
      .farming: 3,
    ],
    vatStatus: [.taxable: 100], vatOption: 0.10,
    missions: [
      .bookkeeping: 0.95, .tax: 0.97, .payroll: 0.35, .vat: 0.60, .legal: 0.20, .review: 0.05,
      .advice: 0.04, .management: 0.04, .wealth: 0.03,
    ],
    evolution: .init(mandate: 0.03, departure: 0.020, choosesAlone: 0))

  private static let officeSuiteCompanyValues = ClientTypeParameters(
    share: 0.22,
    latents: LatentVector(size: 0, digital: -0.16, organisation: -0.20, appetite: 0),
    turnover: .init(median: 260, sigma: 0.70), productivity: 105, balanceSheetFactor: 1,
    salesInvoices: 22, salesZeroShare: 0.02, purchaseInvoices: 26,
    businessShare: .init(alpha: 5, beta: 3), internationalShare: 0.18,
    fees: .init(median: 2_700, sigma: 0.40), managerAge: 50, requests: 8,
    tools: [.officeSuite: 62, .localSoftware: 14, .saas: 10, .paper: 8, .till: 4, .none: 2],
    collection: [.scanByMail: 55, .paperBox: 18, .portal: 20, .clientKeepsBooks: 5, .connector: 2],
    bankConnected: 0.45,
    legalForms: [.sarl: 45, .sasu: 20, .eurl: 15, .soleTrader: 12, .sas: 8],
    sectors: [
      .businessServices: 40, .construction: 34, .personalServices: 10, .transport: 8, .industry: 8,
    ],
    vatStatus: [.taxable: 100], vatOption: 0.10,
    missions: [
      .bookkeeping: 0.85, .tax: 0.95, .payroll: 0.50, .vat: 0.60, .legal: 0.35, .review: 0.15,
      .advice: 0.12, .management: 0.10, .wealth: 0.04,
    ],
    evolution: .init(mandate: 0.10, departure: 0.015, choosesAlone: 0.05))

  private static let connectedCompanyValues = ClientTypeParameters(
    share: 0.14,
    latents: LatentVector(size: 0.24, digital: 1.04, organisation: 0.44, appetite: 0.96),
    turnover: .init(median: 380, sigma: 0.80), productivity: 130, balanceSheetFactor: 1,
    salesInvoices: 55, salesZeroShare: 0.02, purchaseInvoices: 42,
    businessShare: .init(alpha: 4, beta: 2.5), internationalShare: 0.40,
    fees: .init(median: 3_300, sigma: 0.45), managerAge: 40, requests: 7,
    tools: [.saas: 68, .officeSuite: 14, .localSoftware: 12, .erp: 4, .till: 2],
    collection: [.connector: 50, .portal: 30, .scanByMail: 14, .clientKeepsBooks: 6],
    bankConnected: 0.88,
    legalForms: [.sasu: 35, .sas: 30, .sarl: 22, .eurl: 13],
    sectors: [
      .businessServices: 66, .retail: 10, .construction: 8, .industry: 7, .transport: 5,
      .education: 4,
    ],
    vatStatus: [.taxable: 100], vatOption: 0.10,
    missions: [
      .bookkeeping: 0.70, .tax: 0.95, .payroll: 0.45, .vat: 0.50, .legal: 0.40, .review: 0.25,
      .advice: 0.40, .management: 0.30, .wealth: 0.08,
    ],
    evolution: .init(mandate: 0.25, departure: 0.022, choosesAlone: 0.30))

  private static let structuredCompanyValues = ClientTypeParameters(
    share: 0.08,
    latents: LatentVector(size: 1.76, digital: 0.96, organisation: 1.52, appetite: 0.40),
    turnover: .init(median: 4_500, sigma: 0.80), productivity: 170, balanceSheetFactor: 1,
    salesInvoices: 300, salesZeroShare: 0, purchaseInvoices: 360,
    businessShare: .init(alpha: 8, beta: 2), internationalShare: 0.60,
    fees: .init(median: 15_000, sigma: 0.60), managerAge: 52, requests: 22,
    tools: [.erp: 72, .localSoftware: 20, .saas: 8],
    collection: [.clientKeepsBooks: 62, .connector: 22, .portal: 12, .scanByMail: 4],
    bankConnected: 0.80,
    legalForms: [.sas: 60, .sarl: 30, .sa: 10],
    sectors: [
      .industry: 35, .wholesale: 35, .construction: 15, .transport: 10, .businessServices: 5,
    ],
    vatStatus: [.taxable: 100], vatOption: 0.10,
    missions: [
      .bookkeeping: 0.12, .review: 0.92, .tax: 0.90, .advice: 0.60, .management: 0.55, .legal: 0.55,
      .payroll: 0.50, .vat: 0.25, .audit: 0.25, .wealth: 0.15,
    ],
    evolution: .init(mandate: 0.30, departure: 0.010, choosesAlone: 0.50))

  private static let exemptProfessionalValues = ClientTypeParameters(
    share: 0.13,
    latents: LatentVector(size: -0.32, digital: 0, organisation: 0.08, appetite: -0.24),
    turnover: .init(median: 150, sigma: 0.55), productivity: 160, balanceSheetFactor: 1,
    salesInvoices: 3, salesZeroShare: 0.70, purchaseInvoices: 9,
    businessShare: .init(alpha: 1, beta: 8), internationalShare: 0.04,
    fees: .init(median: 1_800, sigma: 0.35), managerAge: 50, requests: 4,
    tools: [.localSoftware: 60, .officeSuite: 14, .paper: 10, .saas: 10, .none: 6],
    collection: [
      .scanByMail: 36, .portal: 28, .paperBox: 20, .connector: 10, .clientKeepsBooks: 6,
    ],
    bankConnected: 0.60,
    legalForms: [.soleTrader: 60, .selarl: 30, .sasu: 5, .eurl: 5],
    sectors: [.health: 75, .legalProfessions: 15, .education: 10],
    vatStatus: [.exempt: 82, .taxable: 18], vatOption: 0.10,
    missions: [
      .bookkeeping: 0.85, .tax: 0.98, .payroll: 0.25, .vat: 0.12, .legal: 0.15, .review: 0.06,
      .advice: 0.12, .wealth: 0.20, .management: 0.04,
    ],
    evolution: .init(mandate: 0.07, departure: 0.015, choosesAlone: 0.10))

  private static let wealthVehicleValues = ClientTypeParameters(
    share: 0.12,
    latents: LatentVector(size: -0.88, digital: -0.40, organisation: 0, appetite: -0.24),
    turnover: .init(median: 28, sigma: 0.90), productivity: nil, balanceSheetFactor: 8,
    salesInvoices: 2, salesZeroShare: 0.55, purchaseInvoices: 3,
    businessShare: .init(alpha: 0.6, beta: 1.2), internationalShare: 0.02,
    fees: .init(median: 900, sigma: 0.40), managerAge: 58, requests: 2.5,
    tools: [.none: 76, .officeSuite: 15, .paper: 7, .saas: 2],
    collection: [
      .scanByMail: 40, .portal: 25, .paperBox: 25, .clientKeepsBooks: 5, .connector: 5,
    ],
    bankConnected: 0.35,
    legalForms: [.sci: 58, .soleTrader: 24, .sas: 9, .sarl: 9],
    sectors: [.realEstate: 82, .holding: 18],
    vatStatus: [.exempt: 50, .outOfScope: 28, .taxable: 22], vatOption: 0.10,
    missions: [
      .tax: 0.98, .legal: 0.60, .bookkeeping: 0.50, .wealth: 0.35, .advice: 0.08, .review: 0.05,
      .vat: 0.06,
    ],
    evolution: .init(mandate: 0.04, departure: 0.008, choosesAlone: 0.05))

  private static let retailerValues = ClientTypeParameters(
    share: 0.09,
    latents: LatentVector(size: 0.48, digital: 0.32, organisation: -0.08, appetite: 0.08),
    turnover: .init(median: 520, sigma: 0.80), productivity: 130, balanceSheetFactor: 1,
    salesInvoices: 25, salesZeroShare: 0.35, purchaseInvoices: 65,
    businessShare: .init(alpha: 1, beta: 9), internationalShare: 0.25,
    fees: .init(median: 4_300, sigma: 0.45), managerAge: 47, requests: 12,
    tools: [.till: 58, .saas: 26, .localSoftware: 8, .erp: 3, .paper: 3, .officeSuite: 2],
    collection: [
      .portal: 32, .scanByMail: 26, .paperBox: 18, .connector: 18, .clientKeepsBooks: 6,
    ],
    bankConnected: 0.65,
    legalForms: [.sarl: 45, .sas: 28, .sasu: 12, .eurl: 10, .soleTrader: 5],
    sectors: [.retail: 46, .hospitality: 42, .foodCraft: 9, .automotive: 3],
    vatStatus: [.taxable: 100], vatOption: 0.60,
    missions: [
      .bookkeeping: 0.90, .tax: 0.95, .payroll: 0.85, .vat: 0.85, .legal: 0.35, .management: 0.20,
      .advice: 0.15, .review: 0.15, .wealth: 0.05,
    ],
    evolution: .init(mandate: 0.10, departure: 0.015, choosesAlone: 0.10))

  private static let associationValues = ClientTypeParameters(
    share: 0.04,
    latents: LatentVector(size: -0.16, digital: -0.16, organisation: 0, appetite: -0.08),
    turnover: .init(median: 180, sigma: 1.00), productivity: 60, balanceSheetFactor: 1,
    salesInvoices: 8, salesZeroShare: 0.40, purchaseInvoices: 12,
    businessShare: .init(alpha: 1, beta: 4), internationalShare: 0.03,
    fees: .init(median: 2_500, sigma: 0.55), managerAge: 56, requests: 5,
    tools: [.officeSuite: 58, .none: 15, .localSoftware: 15, .saas: 10, .paper: 2],
    collection: [
      .scanByMail: 42, .portal: 22, .paperBox: 20, .clientKeepsBooks: 12, .connector: 4,
    ],
    bankConnected: 0.40,
    legalForms: [.association: 90, .sarl: 6, .sas: 4],
    sectors: [.associations: 60, .socialCare: 25, .education: 15],
    vatStatus: [.outOfScope: 60, .taxable: 30, .exempt: 10], vatOption: 0.05,
    missions: [
      .review: 0.70, .payroll: 0.55, .bookkeeping: 0.45, .tax: 0.40, .legal: 0.25,
      .management: 0.20,
      .advice: 0.20, .audit: 0.20, .vat: 0.10,
    ],
    evolution: .init(mandate: 0.06, departure: 0.015, choosesAlone: 0.05))
}
