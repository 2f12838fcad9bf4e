import LinearAlgebra
import Tables
import Testing

/// Quoted newlines, doubled quotes, stray quotes, empty rows, CR, LF and CR LF, letters of two and
/// three bytes.
private let nasty = #"""
  code;nom;montant;note;date\#r
  C1;"Éts ""Chez Lulu""\#r
  et fils";1 234,5;3;01/02/2026\#r
  C2;12" tube;-,5;"4";02/02/2026\#n\#n
  C3;"a;b";(12,00);5;03/02/2026\#r
  C4;"";;\#u{202F}1;04/02/2026\#r;;;;\#r
  C5;"x
  y
  ""z""";7 %;2;05/02/2026
  """#

private func read(_ bytes: [UInt8], chunk: Int, threads: Int) throws -> TableReading {
  var options = CSVOptions()
  options.chunkBytes = chunk
  return try CSVReader(options: options, parallelism: Parallelism(threads: threads))
    .read(bytes: bytes)
}

@Test func `no chunk boundary changes anything`() throws {
  let bytes = Array(nasty.utf8)
  let whole = try read(bytes, chunk: 1 << 20, threads: 1)
  #expect(whole.table.rowCount == 5)
  #expect(whole.table["nom"]?.texts[0] == "Éts \"Chez Lulu\"\r\net fils")
  #expect(whole.table["nom"]?.texts[4] == "x\ny\n\"z\"")
  for chunk in 1...bytes.count + 1 {
    let cut = try read(bytes, chunk: chunk, threads: chunk % 3 + 1)
    #expect(areIdentical(cut.table, whole.table), "chunks of \(chunk) bytes")
    #expect(cut.report == whole.report)
  }
}

@Test func `a quoted line break at every place of a chunk`() throws {
  for pad in 0..<40 {
    let text = "nom;n\n\(String(repeating: "p", count: pad))é;1\n\"q\r\n\"\"w\"\"\n\";2\nz;3\n"
    let bytes = Array(text.utf8)
    let whole = try read(bytes, chunk: 1 << 20, threads: 1)
    for chunk in [8, 16, 17] {
      let cut = try read(bytes, chunk: chunk, threads: 2).table
      #expect(areIdentical(cut, whole.table))
    }
    #expect(whole.table["nom"]?.texts[1] == "q\r\n\"w\"")
  }
}

/// Rows of a portfolio with all kinds of columns, more than one block of them.
private func portfolio(rows: Int) -> [UInt8] {
  var random = TestRandom(state: 9)
  var text = "code;secteur;ca;part_b2b;note;connecte;entree;missions;remarque\n"
  for row in 0..<rows {
    let ca = random.next() % 20 == 0 ? "" : "\(random.next() % 900_000),\(random.next() % 100)"
    let day = 1 + Int(random.next() % 28)
    text += "C\(row);S\(random.next() % 300);\(ca);\(random.next() % 101);\(1 + random.next() % 5);"
    text += random.next() % 2 == 0 ? "oui;" : "non;"
    text += "\(day)/0\(1 + random.next() % 9)/20\(10 + random.next() % 16);"
    text += ["tenue+fiscal", "tenue", "fiscal+social", "social"][Int(random.next() % 4)]
    text += random.next() % 50 == 0 ? ";\"l\n\(row)\"\n" : ";l\(random.next() % 1000)\n"
  }
  return Array(text.utf8)
}

@Test func `the number of threads and the chunks change nothing`() throws {
  let bytes = portfolio(rows: 20_000)
  let one = try read(bytes, chunk: 1 << 20, threads: 1)
  #expect(one.table.rowCount == 20_000)
  #expect(
    one.table.columns.map(\.kind) == [
      .identifier, .category, .numeric, .numeric, .ordinal, .yesNo, .date, .set, .category,
    ])
  for (threads, chunk) in [(2, 1 << 20), (3, 4096), (7, 33_333)] {
    let other = try read(bytes, chunk: chunk, threads: threads)
    #expect(areIdentical(other.table, one.table), "\(threads) threads")
    #expect(other.report == one.report)
  }
}

@Test func `each value is the text of its own cell, across blocks of rows`() throws {
  let text = String(decoding: portfolio(rows: 20_000), as: UTF8.self)
  let lines = text.split(separator: "\n").filter { $0.split(separator: ";").count >= 8 }
  let cells = lines.map {
    $0.replacing("\"", with: "").split(separator: ";", omittingEmptySubsequences: false)
  }
  let clean = cells.map { $0.joined(separator: ";") }.joined(separator: "\n")
  let table = try read(Array(clean.utf8), chunk: 50_000, threads: 2).table
  let rows = cells.dropFirst()
  #expect(table.rowCount == rows.count)
  #expect(table["code"]?.texts == rows.map { String($0[0]) })
  #expect(table["secteur"]?.labels == rows.map { String($0[1]) })
  #expect(table["note"]?.numbers == rows.map { Double($0[4]) ?? .nan })
  #expect(table["connecte"]?.labels == rows.map { String($0[5]) })
  let amounts = rows.map { Double($0[2].replacing(",", with: ".")) ?? .nan }
  #expect(table["ca"]?.bits == amounts.map(\.bitPattern))
  guard case .sets(let members, let levels)? = table["missions"]?.values else {
    Issue.record("missions is a set")
    return
  }
  let sets = members.map { ($0 ?? []).map { levels[Int($0)] } }
  #expect(sets == rows.map { $0[7].split(separator: "+").map(String.init).sorted() })
}

@Test func `line breaks, a mark and a last line break change nothing`() throws {
  let text = String(decoding: portfolio(rows: 50), as: UTF8.self)
    .split(separator: "\n").filter { !$0.contains("\"") }.joined(separator: "\n")
  let plain = try read(Array(text.utf8), chunk: 1 << 20, threads: 1).table
  let windows = text.replacing("\n", with: "\r\n")
  for variant in [text + "\n", windows, windows + "\r\n", "\u{FEFF}" + text, text + "\n\n"] {
    let table = try read(Array(variant.utf8), chunk: 64, threads: 2).table
    #expect(areIdentical(table, plain))
  }
}

@Test func `mutated files are read or refused, never a crash`() {
  let seeds = [
    Array(nasty.utf8), portfolio(rows: 12), Array("a,b\n1,2\n".utf8),
    Array("\u{FEFF}siren;part (%);d\n732829320;12,5 %;déc.-25\n;(3);T3 2026\n".utf8),
    [0xFF, 0xFE] + "a;b\né;1\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
  ]
  let spice: [UInt8] = [
    0, 9, 10, 13, 0x20, 0x22, 0x27, 0x28, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x30, 0x39, 0x3B, 0x3D,
    0x45,
    0x65, 0x7C, 0x80, 0xA0, 0xC2, 0xE2, 0xEF, 0xFF,
  ]
  var random = TestRandom(state: 11)
  var outcomes = [0, 0]
  for round in 0..<12_000 {
    var bytes = seeds[round % seeds.count]
    for _ in 0...random.next() % 6 {
      if bytes.isEmpty { break }
      let place = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 5 {
      case 0: bytes[place] = spice[Int(random.next() % UInt64(spice.count))]
      case 1: bytes.insert(spice[Int(random.next() % UInt64(spice.count))], at: place)
      case 2: bytes.remove(at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 9)))
      default: bytes.insert(contentsOf: bytes.prefix(Int(random.next() % 30)), at: place)
      }
    }
    let reading = try? read(bytes, chunk: 1 + Int(random.next() % 64), threads: 1)
    outcomes[reading == nil ? 0 : 1] += 1
  }
  // Both happen: the mutations are neither too mild nor too wild to say something.
  #expect(outcomes[0] > 500 && outcomes[1] > 500)
}

@Test func `mutated files read alike whatever the chunks`() throws {
  var random = TestRandom(state: 12)
  let spice = Array("\"\"\";\n\r;x".utf8)
  for _ in 0..<1500 {
    var bytes = Array(nasty.utf8)
    for _ in 0..<3 {
      bytes.insert(
        spice[Int(random.next() % UInt64(spice.count))],
        at: Int(random.next() % UInt64(bytes.count)))
    }
    let whole = Result { try read(bytes, chunk: 1 << 20, threads: 1) }
    let cut = Result { try read(bytes, chunk: 7 + Int(random.next() % 40), threads: 1) }
    switch (whole, cut) {
    case (.success(let a), .success(let b)):
      #expect(areIdentical(a.table, b.table) && a.report == b.report)
    case (.failure(let a), .failure(let b)): #expect(a as? TablesError == b as? TablesError)
    default: Issue.record("read one way and refused the other")
    }
  }
}
