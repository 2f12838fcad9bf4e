import Segmentation
import Tables
import TestSupport
import Testing

/// What conditions see of a table, and what they may not do.
@Suite struct RuleDatabaseTests {
  static let columns = [
    RuleTables.numbers("ca", [1000.5, nil, -2]),
    RuleTables.categories("outil", ["saas", nil, "Saas"]),
    RuleTables.yesNo("pa", [true, nil, false]),
    RuleTables.texts("nom", ["l'été", nil, ""]),
    Column(
      name: "d", key: "d", position: 1, kind: .date,
      values: .dates([20_697, .min, CalendarDay(year: 812, month: 1, day: 2).number])),
    Column(
      name: "m", key: "m", position: 1, kind: .set,
      values: .sets(members: [[1, 0], nil, []], levels: ["tenue", "fiscal"])),
  ]

  @Test(
    arguments: [
      ("ca = 1000.5", [true, nil, false]), ("ca < 0", [false, nil, true]),
      ("ca IS NULL", [false, true, false]), ("typeof_ca", []),
      ("outil = 'saas'", [true, nil, false]), ("outil LIKE 'saas'", [true, nil, true]),
      ("lower(outil) IN ('saas')", [true, nil, true]),
      ("pa", [true, nil, false]), ("pa = 1", [true, nil, false]), ("NOT pa", [false, nil, true]),
      ("nom = 'l''été'", [true, nil, false]), ("nom = ''", [false, nil, true]),
      ("d = '2026-09-01'", [true, nil, false]), ("d < '0812-01-03'", [false, nil, true]),
      ("julianday('2026-09-11') - julianday(d) = 10", [true, nil, false]),
      ("m = 'fiscal+tenue'", [true, nil, false]), ("m = ''", [false, nil, true]),
      ("'+' || m || '+' LIKE '%+tenue+%'", [true, nil, false]),
      ("ca > 0 OR pa IS NULL", [true, true, false]), ("ca > 0 AND 0", [false, false, false]),
      ("ca", [true, nil, true]), ("outil", [false, nil, false]), ("NULL", [nil, nil, nil]),
      ("\"CA\" > 0", [true, nil, false]), ("[ca] > 0 -- commentaire", [true, nil, false]),
      ("ca = (SELECT max(ca) FROM clients)", [true, nil, false]),
      ("(SELECT count(*) FROM clients) = 3", [true, true, true]),
      ("EXISTS (SELECT 1 FROM clients c WHERE c.ca > clients.ca)", [false, false, true]),
      ("max(ca, 0) = 0", [false, nil, true]),
      ("CASE WHEN ca > 0 THEN 'x' ELSE 'y' END = 'x'", [true, false, false]),
    ] as [(String, [Bool?])])
  func conditionsReadWhatTheTableHolds(condition: String, expected: [Bool?]) throws {
    if expected.isEmpty {
      #expect(
        RuleTables.problem(condition, Self.columns) == .unknownColumn(name: condition, nearest: []))
    } else {
      #expect(try RuleTables.answers(condition, Self.columns) == expected)
    }
  }

  /// A percentage is read as a fraction, whatever the file writes.
  @Test func numbersAreInTheUnitsOfTheTable() throws {
    let table = try CSVReader().read(bytes: Array("id;part_b2b\na;12,5 %\nb;80 %\n".utf8)).table
    #expect(try RuleTables.answers("part_b2b = 0.125", table.columns) == [true, false])
  }

  @Test(
    arguments: [
      ("ATTACH DATABASE 'x.db' AS x", .forbidden(.statement("ATTACH"))),
      ("1; DROP TABLE clients", .forbidden(.statement("DROP"))),
      ("INSERT INTO clients VALUES (1)", .forbidden(.statement("INSERT"))),
      ("(DELETE FROM clients)", .forbidden(.statement("DELETE"))),
      ("UPDATE clients SET ca = 0", .forbidden(.statement("UPDATE"))),
      ("PRAGMA writable_schema", .forbidden(.statement("PRAGMA"))),
      ("load_extension('x')", .forbidden(.function("load_extension"))),
      ("random() > 0", .forbidden(.function("random"))),
      ("length(randomblob(1000000000)) > 0", .forbidden(.function("randomblob"))),
      ("printf('%1000000d', 1) = ''", .forbidden(.function("printf"))),
      ("(SELECT count(*) FROM sqlite_master) > 0", .forbidden(.table("sqlite_master"))),
      ("(SELECT count(*) FROM autre) > 0", .forbidden(.table("autre"))),
      (
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n) > 0",
        .forbidden(.recursion)
      ),
      ("ca = ?", .forbidden(.parameter)), ("d < date('now')", .forbidden(.clock)),
      ("ca >", .incomplete), ("", .incomplete), ("-- rien", .incomplete),
      ("ca > > 1", .syntax(near: ">")), ("ca = 1 SELECT", .syntax(near: "SELECT")),
      ("ca = 1, pa", .refused(message: "row value misused")),
      ("(ca > 1", .notClosed), ("ca > 1) OR (1", .notClosed), ("nom = 'x", .notClosed),
      ("1) UNION SELECT (1", .notClosed), ("ca = 1e", .syntax(near: "1e")),
      ("carre(ca) > 1", .unknownFunction(name: "carre")),
      ("count(*) > 1", .aggregate(name: "count")),
      ("\"saas\" = outil", .unknownColumn(name: "saas", nearest: [])),
      ("outill = 'saas'", .unknownColumn(name: "outill", nearest: ["outil"])),
      ("clients.outill = 'saas'", .unknownColumn(name: "outill", nearest: ["outil"])),
      ("rule_segment = 'A'", .circular(name: "rule_segment")),
      ("Couleur = 'vert'", .circular(name: "Couleur")),
      ("abs(-9223372036854775808) > ca", .refused(message: "integer overflow")),
    ] as [(String, RuleProblem)])
  func whatIsWrongIsSaid(condition: String, expected: RuleProblem) {
    #expect(RuleTables.problem(condition, Self.columns) == expected)
  }

  /// Tables that are functions are no way out.
  @Test(arguments: [
    "(SELECT 1 FROM pragma_table_info('clients'))", "(SELECT 1 FROM pragma_database_list)",
    "(SELECT 1 FROM json_each('[1]'))", "(SELECT 1 FROM sqlite_schema)",
    "(SELECT 1 FROM temp.sqlite_master)", "(SELECT 1 FROM dbstat)", "(SELECT 1 FROM sqlite_stmt)",
  ])
  func otherTablesAreForbidden(condition: String) {
    guard case .forbidden(.table) = RuleTables.problem(condition, Self.columns) else {
      Issue.record("\(String(describing: RuleTables.problem(condition, Self.columns)))")
      return
    }
  }

  @Test func aConditionTooLongIsRefused() {
    let long = "ca > 0" + String(repeating: " OR ca > 0", count: 1000)
    #expect(RuleTables.problem(long, Self.columns) == .tooLong(limit: 10_000))
  }

  /// Deep or wide as it may be, it is answered or refused, and never a crash.
  @Test func hostileShapesAreAnsweredOrRefused() {
    for text in [
      String(repeating: "(", count: 3000) + "1" + String(repeating: ")", count: 3000),
      String(repeating: "NOT ", count: 2000) + "ca",
      "outil LIKE '" + String(repeating: "%a", count: 400) + "'",
      "ca IN (" + Array(repeating: "1", count: 4000).joined(separator: ",") + ")",
      "\u{FEFF}ca > 0", "ca > 0;", "ca\u{A0}> 0", "🙂", "'", "/*", "--", "clients", "*", "clients.*",
    ] {
      _ = RuleTables.problem(text, Self.columns)
    }
  }

  /// The culprit is named though all conditions are asked in one pass.
  @Test func whatNeverEndsIsStoppedAndNamed() throws {
    let table = Table(columns: [RuleTables.numbers("ca", (0..<300).map(Double.init))])
    let endless = "(SELECT count(*) FROM clients a, clients b, clients c, clients d) = ca"
    let file = RuleTables.file(["ca > 1", endless, "ca > 2"])
    do throws(RuleError) {
      _ = try RuleSegmentation(file).apply(to: table)
      Issue.record("it ended")
    } catch {
      guard case .condition(let place, .neverEnds(let steps)) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(place.part == .rule(code: "R2"))
      #expect(steps == (100_000_000 + 5_000 * 300) / 3)
    }
  }
}
