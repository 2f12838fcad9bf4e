import Foundation
import LinearAlgebra
import Reports
import RunStore
import Segmentation
import Tracking

/// A run among the quarters of its portfolio: what came before it, what changed, and its place in the store.
struct RunTracking {
  private let place: StorePlace?
  private let portfolio: String
  /// Said on the terminal in the end.
  private(set) var notes: [String] = []
  private(set) var previous: RecordedRun?
  private var current: RecordedRun?

  /// - Parameter period: `nil` where nobody said; there is then nothing before or after.
  init(_ place: StorePlace?, portfolio: String, period: String?) throws {
    self.place = place
    self.portfolio = portfolio
    guard let store = place?.existing, let period else { return }
    do {
      previous = try store.latestRun(of: portfolio, before: period)
      let later = try store.runs(portfolio: portfolio).filter { $0.period > period }
      if let next = later.first {
        notes.append(
          say(
            "le registre a déjà un trimestre plus récent (\(next.period)) : celui-ci est rangé à sa place.",
            "the store has a later quarter already (\(next.period)): this one is put in its place.")
        )
      }
    } catch RunStoreError.otherModelVersion(let period) {
      notes.append(Complaint(RunStoreError.otherModelVersion(period: period)).message)
    } catch let error as RunStoreError {
      throw Complaint(error)
    }
  }

  /// What changed since the earlier quarter; `nil` where there is none to compare with.
  mutating func compare(_ study: Study, parallelism: Parallelism) throws -> QuarterTracking? {
    guard place != nil else { return nil }
    do throws(NotFollowed) {
      current = try RecordedRun(study)
    } catch {
      if let words = words(error) { notes.append(words) }
      return nil
    }
    guard let previous, let current else { return nil }
    do {
      return try QuarterTracking(
        from: previous, to: current, rule: study.configuration.tracking, parallelism: parallelism)
    } catch TrackingError.otherPortfolio(let common, let before, let now) {
      notes.append(
        say(
          "le trimestre \(previous.period) de ce registre est celui d'autres clients (en commun : \(common), "
            + "sur \(before) et \(now)) : rien n'est comparé.",
          "quarter \(previous.period) of this store is of other clients (in common: \(common), of \(before) "
            + "and \(now)): nothing is compared."))
      return nil
    }
  }

  /// Writes the run's folder and records it: both or neither.
  func record(
    _ study: Study, _ tracking: QuarterTracking?, files: [RunFile], folder: String, date: String,
    keepQuarters: Int?, checkpoint: () throws -> Void, write: () throws -> Void
  ) throws {
    guard let place, let current else { return try write() }
    func text(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }
    let run = RunToRecord(
      portfolio: portfolio, run: current, study: study, tracking: tracking,
      configuration: try JSONValue(encoding: study.configuration).text(),
      model: String(decoding: text("model.json"), as: UTF8.self),
      folder: OutputFolder.absolute(folder),
      fingerprint: sha256Fingerprint(text(RunFolder.marker)), made: date)
    do {
      let store = try place.made()
      try store.record(run, checkpoint: checkpoint, writingFolder: write)
      if let keepQuarters {
        _ = try store.keepQuarters(keepQuarters, portfolio: portfolio)
      }
    } catch let error as RunStoreError {
      throw Complaint(error)
    }
  }

  private func words(_ reason: NotFollowed) -> String? {
    switch reason {
    case .noPeriod:
      say(
        "le trimestre n'est pas connu : le « run » n'est pas enregistré. Donner --period 2026-T3.",
        "the quarter is not known: the 'run' is not recorded. Give --period 2026-T3.")
    case .noIdentifier:
      say(
        "aucune colonne ne nomme les clients : le « run » n'est pas enregistré.",
        "no column names the clients: the 'run' is not recorded.")
    case .repeatedIdentifiers:
      say(
        "des identifiants se répètent : le « run » n'est pas enregistré.",
        "identifiers repeat: the 'run' is not recorded.")
    }
  }
}
