import Foundation
import TestSupport
import Testing

/// Quarters as a user follows them.
@Suite struct TrackCommandTests {
  private let command: CommandProcess
  private let portfolio = SmallPortfolio(clients: 150)

  init() throws { command = try CommandProcess() }

  private func run(_ name: String, _ portfolio: SmallPortfolio, _ more: String...) throws
    -> CommandProcess.Result
  {
    try command.put(name, portfolio.text)
    return try command.run(["run", name, "--clusters", "3", "--quiet"] + more)
  }

  /// Three clients change type, one comes, one goes.
  private var changed: SmallPortfolio {
    var after = portfolio
    for client in [0, 3, 6] { after.rows[client][2...5] = portfolio.rows[100][2...5] }
    after.rows.remove(at: 149)
    after.rows.append(["NEW"] + portfolio.rows[5].dropFirst())
    return after
  }

  @Test func aSecondQuarterIsFollowed() throws {
    let first = try run("clients-2026-T1.csv", portfolio)
    #expect(first.status == 0 && first.error.isEmpty)
    #expect(try command.content().contains("notebooks-output/clientele.sqlite"))
    #expect(
      try JSONAnswer(command.text("notebooks-output/clients-2026-T1/run.json"))["tracking"] == .null
    )
    let second = try run("clients-2026-T2.csv", changed, "--language", "fr")
    #expect(second.status == 0 && second.error.isEmpty)
    #expect(second.output.contains("Depuis le trimestre enregistré : "))
    let folder = "notebooks-output/clients-2026-T2"
    let tracking = try JSONAnswer(command.text(folder + "/run.json"))["tracking"]
    #expect(tracking["previous"]["period"].text == "2026-T1" && tracking["common"].number == 149)
    #expect(tracking["movers"].list.map { $0["id"].text } == ["C10000", "C10003", "C10006"])
    #expect(tracking["movers"].list.allSatisfy { $0["kind"].text == "client" })
    #expect(tracking["arrivals"].list.map { $0["id"].text } == ["NEW"])
    #expect(tracking["departures"].list.map { $0["id"].text } == ["C10149"])
    #expect(tracking["matches"].list.count == 3 && tracking["events"].list.count == 3)
    #expect(tracking["migrations"].list.count == 3)
    #expect(tracking["drift"]["features"].list.count >= 4)
    #expect(["keep", "reassign"].contains(tracking["decision"].text ?? ""))
    #expect(tracking["because"].text?.isEmpty == false)
    let changes = try command.text(folder + "/changes.csv").split(separator: "\n")
    #expect(changes.count == 6)
    #expect(changes[0] == "id,change,from,from_name,to,to_name,because,columns")
    #expect(changes[1].hasPrefix("C10000,moved,") && changes[4].hasPrefix("NEW,arrived,,,"))
    #expect(changes[5].hasPrefix("C10149,left,"))
    let page = try command.text(folder + "/report.html")
    #expect(page.contains("Depuis le 1") && page.contains("Qui a changé de segment, et pourquoi"))
    let plain = try command.text("notebooks-output/clients-2026-T1/report.html")
    #expect(!plain.contains("id=\"since\""))
  }

  @Test func nothingIsRecordedUnasked() throws {
    _ = try run("clients-2026-T1.csv", portfolio, "--output", "here")
    #expect(try !command.content().contains { $0.hasSuffix(".sqlite") })
    _ = try run("clients-2026-T1.csv", portfolio, "--no-store")
    _ = try run("clients.csv", portfolio)
    #expect(try !command.content().contains { $0.hasSuffix(".sqlite") })
    let asked = try run("clients.csv", portfolio, "--store", "s.sqlite", "--force")
    #expect(asked.error.contains("the quarter is not known: the 'run' is not recorded."))
    // A store beside the folder is used once it is there.
    _ = try run(
      "clients-2026-T1.csv", portfolio, "--output", "a", "--store", "clientele.sqlite")
    _ = try run("clients-2026-T2.csv", portfolio, "--output", "b")
    let listed = try command.run("track", "list", "--store", "clientele.sqlite", "--json")
    #expect(
      try JSONAnswer(listed.output).list.map { $0["period"].text } == ["2026-T1", "2026-T2"])
  }

  @Test func theStoreIsListedShownAndEmptied() throws {
    _ = try run("clients-2026-T1.csv", portfolio)
    _ = try run("clients-2026-T2.csv", changed)
    let list = try command.run("track", "list")
    #expect(list.status == 0 && list.output.contains("2026-T2"))
    let show = try command.run("track", "show", "--language", "fr")
    #expect(show.status == 0 && show.output.contains("clients, 2"))
    let report = try command.run("track", "report", "--output", "h.html")
    #expect(report.status == 0)
    let page = try command.text("h.html")
    #expect(page.contains("2 quarters, from Q1") && page.contains("<svg"))
    #expect(!page.contains(SmallPortfolio.secret))
    let departed = try command.run("track", "remove", "--departed")
    #expect(departed.output == "Clients of whom nothing is left: 1.\n")
    let removed = try command.run("track", "remove", "--keep-quarters", "1", "--language", "fr")
    #expect(removed.output.hasPrefix("Trimestres retirés : 2026-T1.\n"))
    let gone = try command.run("track", "show", "--period", "2026-T1")
    #expect(gone.status == 65 && gone.error.contains("has no such quarter"))
    #expect(try command.run("track", "remove").status == 64)
    #expect(try command.run("track", "list", "--store", "none.sqlite").status == 66)
  }

  /// The same quarters, the same bytes, whatever the threads.
  @Test func trackedRunsAreTheSameBytes() throws {
    for (threads, name) in [("1", "a"), ("2", "b")] {
      _ = try run(
        "clients-2026-T1.csv", portfolio, "--store", name + ".sqlite", "--output", name + "1",
        "--threads", threads)
      _ = try run(
        "clients-2026-T2.csv", changed, "--store", name + ".sqlite", "--output", name + "2",
        "--threads", threads)
    }
    for file in ["report.html", "segments.csv", "changes.csv", "model.json"] {
      #expect(try command.bytes("a2/" + file) == command.bytes("b2/" + file), "\(file)")
    }
  }

  @Test func aStoreThatCannotBeUsedIsToldBeforeTheWork() throws {
    _ = try run("clients-2026-T1.csv", portfolio)
    let bytes = try command.bytes("notebooks-output/clientele.sqlite")
    try command.put("cut.sqlite", Array(bytes.prefix(bytes.count / 2)))
    try command.put("text.sqlite", "id;a\n")
    let cut = try run("clients-2026-T2.csv", changed, "--store", "cut.sqlite")
    #expect(cut.status == 65 && cut.error.contains("the store is damaged or cut short"))
    #expect(cut.error.contains("cut.sqlite.damaged-1"))
    #expect(try command.bytes("cut.sqlite") == Array(bytes.prefix(bytes.count / 2)))
    #expect(try !command.content().contains("notebooks-output/clients-2026-T2"))
    let text = try run("clients-2026-T2.csv", changed, "--store", "text.sqlite")
    #expect(text.status == 65 && text.error.contains("no store of Clientele"))
    let without = try run("clients-2026-T2.csv", changed, "--no-store")
    #expect(without.status == 0)
  }

  @Test func otherClientsAndPeriodsOutOfOrder() throws {
    _ = try run("clients-2026-T2.csv", portfolio)
    var other = portfolio
    for i in other.rows.indices { other.rows[i][0] = "X\(i)" }
    let stranger = try run("clients-2026-T3.csv", other)
    #expect(stranger.status == 0 && stranger.error.contains("is of other clients (in common: 0"))
    let late = try run("clients-2026-T1.csv", portfolio)
    #expect(late.status == 0 && late.error.contains("a later quarter already (2026-T2)"))
    let again = try run("clients-2026-T2.csv", changed, "--force")
    #expect(again.status == 0)
    let listed = try JSONAnswer(command.run("track", "list", "--json").output)
    #expect(listed.list.map { $0["period"].text } == ["2026-T1", "2026-T2", "2026-T3"])
  }

  /// Two runs of one store at once take turns, and both are recorded.
  @Test func twoAtOnceAreBothRecorded() throws {
    try command.put("a-2026-T1.csv", portfolio.text)
    try command.put("b-2026-T1.csv", portfolio.text)
    let running = try ["a-2026-T1.csv", "b-2026-T1.csv"].map {
      try command.start(["run", $0, "--quiet", "--clusters", "3"])
    }
    for one in running { #expect(try one.finish().status == 0) }
    let listed = try JSONAnswer(command.run("track", "list", "--json").output)
    #expect(listed.list.map { $0["portfolio"].text } == ["a", "b"])
  }

  /// Killed at any moment: the store opens, lists whole runs, and each has its folder.
  @Test func runsThatAreKilledLeaveNothingHalf() throws {
    _ = try run("clients-2026-T1.csv", portfolio)
    try command.put("clients-2026-T2.csv", changed.text)
    for trial in 0..<12 {
      let running = try command.start(
        ["run", "clients-2026-T2.csv", "--quiet", "--clusters", "3", "--force"])
      usleep(UInt32(20_000 + trial * 45_000))
      kill(running.process.processIdentifier, SIGKILL)
      _ = try running.finish()
      let listed = try command.run("track", "list", "--json")
      #expect(listed.status == 0, "\(listed.error)")
      let periods = try JSONAnswer(listed.output).list.map { $0["period"].text }
      let isThere = FileManager.default.fileExists(
        atPath: command.folder.appendingPathComponent("notebooks-output/clients-2026-T2/run.json")
          .path)
      #expect(periods == (isThere ? ["2026-T1", "2026-T2"] : ["2026-T1"]))
    }
  }
}
