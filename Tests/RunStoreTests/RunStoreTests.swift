import Foundation
import GRDB
import RunStore
import Segmentation
import Tables
import TestSupport
import Testing
import Tracking

@Suite struct RunStoreTests {
  private let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  private func recorded(
    _ store: RunStore, _ period: String, clients: Int = 90, from first: Int = 0,
    portfolio: String = "p"
  ) throws -> Study {
    let study = try StoredPortfolio.study(
      StoredPortfolio.text(clients: clients, from: first), period)
    let run = folder.path("\(portfolio)-\(period)")
    try store.record(StoredPortfolio.toRecord(study, folder: run, portfolio: portfolio)) {
      try StoredPortfolio.write(run)
    }
    return study
  }

  /// What comes back is what went in, bit for bit.
  @Test func aRunComesBackWhole() throws {
    let store = try RunStore(path: folder.path, creating: true)
    let study = try recorded(store, "2026-T1")
    let found = try #require(try store.latestRun(of: "p", before: "2026-T2"))
    let own = try RecordedRun(study)
    #expect(found.period == "2026-T1" && found.identifiers == own.identifiers)
    #expect(found.segments == own.segments && found.language == own.language)
    #expect(found.table.columns.map(\.key) == own.table.columns.map(\.key))
    for (a, b) in zip(found.table.columns, own.table.columns) {
      #expect(a.kind == b.kind && a.unit == b.unit && a.header == b.header)
      #expect(Self.bits(a.values) == Self.bits(b.values), "\(a.key)")
    }
    #expect(found.model.recipe == own.model.recipe && found.model.names == own.model.names)
    #expect(found.model.placement == own.model.placement)
    #expect(try QuarterTracking(from: found, to: own).moves.isEmpty)
    #expect(try store.latestRun(of: "p", before: "2026-T1") == nil)
    #expect(try store.latestRun(of: "q", before: "2027-T1") == nil)
  }

  private static func bits(_ values: ColumnValues) -> String {
    if case .numbers(let numbers) = values {
      return numbers.map { $0.isNaN ? "-" : String($0.bitPattern, radix: 16) }.joined(
        separator: " ")
    }
    return "\(values)"
  }

  @Test func runsAreListedByQuarter() throws {
    let store = try RunStore(path: folder.path, creating: true)
    for period in ["2026-T2", "2025-T4", "2026-T1"] { _ = try recorded(store, period) }
    _ = try recorded(store, "2026-T1", portfolio: "a")
    let all = try store.runs()
    #expect(all.map(\.portfolio) == ["a", "p", "p", "p"])
    #expect(try store.runs(portfolio: "p").map(\.period) == ["2025-T4", "2026-T1", "2026-T2"])
    #expect(all[0].clientCount == 90 && all[0].segments.count == 3 && all[0].seed == "2026")
    #expect(try store.latestRun(of: "p", before: "2026-T2")?.period == "2026-T1")
  }

  /// A quarter that is run again takes the place of the earlier run.
  @Test func aQuarterIsRecordedOnce() throws {
    let store = try RunStore(path: folder.path, creating: true)
    _ = try recorded(store, "2026-T1")
    _ = try recorded(store, "2026-T1", clients: 60)
    #expect(try store.runs().map(\.clientCount) == [60])
  }

  @Test func theFileIsPrivateAndSafe() throws {
    let store = try RunStore(path: folder.path, creating: true)
    _ = try recorded(store, "2026-T1")
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let other = try DatabaseQueue(path: folder.path)
    let (journal, keys) = try other.read { db in
      (
        try String.fetchOne(db, sql: "PRAGMA journal_mode"),
        try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
      )
    }
    #expect(journal == "wal" && keys == 0)
    #expect(try folder.content().allSatisfy { !$0.contains(".new-") })
  }

  /// A folder that cannot be written leaves nothing in the store.
  @Test func neitherWithoutTheFolder() throws {
    struct Refused: Error {}
    let store = try RunStore(path: folder.path, creating: true)
    _ = try recorded(store, "2026-T1")
    let study = try StoredPortfolio.study(StoredPortfolio.text(clients: 60), "2026-T1")
    #expect(throws: Refused.self) {
      try store.record(StoredPortfolio.toRecord(study, folder: folder.path("x"))) {
        throw Refused()
      }
    }
    #expect(try store.runs().map(\.clientCount) == [90])
  }

  /// As a process leaves it that is stopped before, or after, the folder has its name.
  @Test(arguments: [false, true])
  func whatWasInterruptedIsSettled(isWritten: Bool) throws {
    let store = try RunStore(path: folder.path, creating: true)
    _ = try recorded(store, "2026-T1")
    _ = try recorded(store, "2026-T2")
    let other = try DatabaseQueue(path: folder.path)
    try other.write { db in
      try db.execute(sql: "UPDATE run SET complete = 0 WHERE period = '2026-T2'")
    }
    if !isWritten {
      try FileManager.default.removeItem(atPath: folder.path("p-2026-T2"))
    }
    let again = try RunStore(path: folder.path, creating: false)
    #expect(try again.runs().map(\.period) == (isWritten ? ["2026-T1", "2026-T2"] : ["2026-T1"]))
    let left = try other.read { db in
      try Int.fetchOne(db, sql: "SELECT count(DISTINCT run) FROM membership")
    }
    #expect(left == (isWritten ? 2 : 1))
  }

  @Test func quartersAndClientsAreTakenOut() throws {
    let store = try RunStore(path: folder.path, creating: true)
    _ = try recorded(store, "2026-T1", clients: 90)
    _ = try recorded(store, "2026-T2", clients: 80, from: 10)
    _ = try recorded(store, "2026-T3", clients: 70, from: 20)
    let departed = try store.removeDepartedClients(portfolio: "p")
    #expect(departed.clients == 20)
    #expect(try !Self.holds("C10003", in: folder))
    #expect(try Self.holds("C10050", in: folder))
    let whole = try store.runs()
    #expect(whole.map(\.clientCount) == [90, 80, 70])
    #expect(try store.recordedRun(whole[0].id).identifiers.count == 70)
    let removed = try store.remove(portfolio: "p", period: "2026-T2")
    #expect(removed.periods == ["2026-T2"] && removed.clients == 0)
    #expect(try store.keepQuarters(1, portfolio: "p").periods == ["2026-T1"])
    #expect(try store.runs().map(\.period) == ["2026-T3"])
    #expect(throws: RunStoreError.noSuchRun) { try store.remove(portfolio: "p", period: "2026-T1") }
  }

  /// Whether the bytes of the store hold a text, its log included.
  private static func holds(_ text: String, in folder: StoreFolder) throws -> Bool {
    try folder.content().contains { name in
      guard let data = FileManager.default.contents(atPath: folder.path(name)) else { return false }
      return data.range(of: Data(text.utf8)) != nil
    }
  }

  @Test func otherFilesAreToldAndLeftAlone() throws {
    func error(_ path: String) -> RunStoreError? {
      do throws(RunStoreError) {
        _ = try RunStore(path: path, creating: true)
        return nil
      } catch { return error }
    }
    let text = folder.path("text")
    try Data("id;a\n1;2\n".utf8).write(to: URL(fileURLWithPath: text))
    #expect(error(text) == .notAStore(path: text))
    #expect(error(folder.url.path) == .notAFile(path: folder.url.path))
    let foreign = folder.path("foreign")
    try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    #expect(error(foreign) == .notAStore(path: foreign))
    let newer = folder.path("newer")
    _ = try RunStore(path: newer, creating: true)
    try DatabaseQueue(path: newer).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 something')")
    }
    #expect(error(newer) == .newerSchema(path: newer))
    #expect(throws: RunStoreError.notFound(path: folder.path("none"))) {
      try RunStore(path: folder.path("none"), creating: false)
    }
    #expect(try !folder.content().contains { $0.contains("damaged") || $0 == "none" })
  }

  /// Cut anywhere, or with bytes changed: told, never overwritten, the bytes kept; never a crash.
  @Test func damageIsTold() throws {
    let store = try RunStore(path: folder.path, creating: true)
    _ = try recorded(store, "2026-T1")
    let original = try DatabaseQueue(path: folder.path)
    try original.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path)))
    for cut in [0, 40, 512, 4096, bytes.count / 2, bytes.count - 100] {
      let path = folder.path("cut-\(cut)")
      try Data(bytes.prefix(cut)).write(to: URL(fileURLWithPath: path))
      var copy: String?
      do throws(RunStoreError) {
        _ = try RunStore(path: path, creating: true)
        Issue.record("cut at \(cut): opened")
      } catch .damaged(_, let kept) { copy = kept } catch {
        Issue.record("cut at \(cut): \(error)")
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes.prefix(cut)))
      let kept = try #require(copy)
      #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == Data(bytes.prefix(cut)))
      // Once for each state of it.
      #expect((try? RunStore(path: path, creating: true)) == nil)
      #expect(!FileManager.default.fileExists(atPath: path + ".damaged-2"))
    }
    var generator = TestGenerator(seed: 3)
    for trial in 0..<60 {
      var changed = bytes
      let start = Int.random(in: 100..<(bytes.count - 600), using: &generator)
      for i in start..<(start + 500) { changed[i] = UInt8.random(in: 0...255, using: &generator) }
      let path = folder.path("changed-\(trial)")
      try Data(changed).write(to: URL(fileURLWithPath: path))
      do {
        let opened = try RunStore(path: path, creating: false)
        _ = try opened.latestRun(of: "p", before: "2026-T2")
      } catch is RunStoreError {}
    }
  }
}
