import Segmentation
import Tables

/// `obligations.csv`: one row a client, in the order of the portfolio.
///
/// `echeance` is the day that counts; `emission` that of issuing and reporting, empty where the client
/// does neither or where it depends on a size that is not known; amounts are in euros a year, at most;
/// `a_renseigner` names the columns that would tell more. What is not known is empty.
public struct ObligationsFile: Sendable {
  public static let header =
    ["id"] + ObligationColumn.allCases.map(\.rawValue) + [
      "echeance", "reception", "emission", "en_defaut", "transmissions_an", "amende_emission",
      "amende_reception", "amende_ereporting", "a_renseigner",
    ]

  private let portfolio: PortfolioObligations
  private let identifiers: [String]

  /// - Parameter identifiers: what names each client.
  public init(_ portfolio: PortfolioObligations, identifiers: [String]) {
    precondition(identifiers.count == portfolio.clients.count, "an identifier for each client")
    self.portfolio = portfolio
    self.identifiers = identifiers
  }

  public var bytes: [UInt8] {
    CSVWriter(.international).bytes(header: Self.header, rowCount: identifiers.count) { row in
      fields(portfolio.clients[row], identifiers[row])
    }
  }

  /// `nil` where a day is past, or may be, and nothing says whether the client is ready.
  private func inDefault(_ client: ClientObligations) -> String? {
    if client.isInDefault { return "oui" }
    let isUnverified = [client.reception, client.issuing].contains { $0?.state == .unverified }
    return client.level == nil || isUnverified ? nil : "non"
  }

  private func fields(_ client: ClientObligations, _ identifier: String) -> [CSVField] {
    func text(_ text: String?) -> CSVField { text.map(CSVField.text) ?? .missing }
    func integer(_ number: Int?) -> CSVField { number.map(CSVField.integer) ?? .missing }
    func number(_ number: Double?) -> CSVField { number.map(CSVField.number) ?? .missing }
    func date(_ day: CalendarDay?) -> CSVField { day.map { .date($0.number) } ?? .missing }
    let exposure = client.exposure
    return [
      .text(identifier), text(client.level?.rawValue), text(client.size.category?.rawValue),
      integer(client.daysLeft), number(exposure?.total), .integer(client.knownCriteria),
      date(client.nextDay), date(client.reception?.day), date(client.issuing?.day),
      text(inDefault(client)), integer(client.transmissionsPerYear),
      number(exposure?.issuing), number(exposure?.reception), number(exposure?.reporting),
      client.missing.isEmpty
        ? .missing : .text(client.missing.map(\.rawValue).joined(separator: "+")),
    ]
  }
}
