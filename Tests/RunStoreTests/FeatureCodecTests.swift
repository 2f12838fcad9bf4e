import RunStore
import Tables
import Testing

@Suite struct FeatureCodecTests {
  @Test func everyNumberComesBack() {
    let numbers: [Double] = [
      0, -0.0, 1, -1, 63, 64, -64, -65, 12.34, -0.01, 0.1 + 0.2, 1e308, -1e-308, 0x1p52,
      0x1p52 - 1, -0x1p60, .nan, .infinity, -.infinity, 123_456.78, 1.0 / 3, 99_999_999_999,
    ]
    var writer = FeatureWriter()
    for row in numbers.indices { writer.write(.numbers(numbers), row: row) }
    var reader = FeatureReader(writer.bytes[...])
    for number in numbers {
      let found = reader.number()
      #expect(found?.bitPattern == number.bitPattern || number.isNaN && found?.isNaN == true)
    }
    #expect(reader.isAtEnd)
  }

  @Test func levelsSetsDatesAndTexts() {
    let columns: [ColumnValues] = [
      .categories(codes: [-1, 0, 200], levels: (0...200).map(String.init)),
      .sets(members: [nil, [], [2, 0]], levels: ["a", "b", "c"]),
      .dates([.min, 0, -719_162]), .texts([nil, "", "é\u{1F600}"]),
    ]
    for row in 0..<3 {
      var writer = FeatureWriter()
      for column in columns { writer.write(column, row: row) }
      var reader = FeatureReader(writer.bytes[...])
      if case .categories(let codes, _) = columns[0] {
        #expect(reader.level(count: 201) == codes[row])
      }
      if case .sets(let members, _) = columns[1] {
        #expect(reader.members(count: 3) == .some(members[row]))
      }
      if case .dates(let days) = columns[2] { #expect(reader.day() == days[row]) }
      if case .texts(let texts) = columns[3] { #expect(reader.text() == .some(texts[row])) }
      #expect(reader.isAtEnd)
    }
  }

  /// Bytes that nothing wrote are refused.
  @Test func otherBytesAreRefused() {
    func reader(_ bytes: [UInt8]) -> FeatureReader { FeatureReader(bytes[...]) }
    var empty = reader([])
    #expect(empty.number() == nil)
    var tag = reader([9])
    #expect(tag.number() == nil)
    var short = reader([3, 1, 2])
    #expect(short.number() == nil)
    var long = reader([UInt8](repeating: 0xFF, count: 12))
    #expect(long.level(count: 3) == nil)
    var level = reader([5])
    #expect(level.level(count: 3) == nil)
    var set = reader([2, 7])
    #expect(set.members(count: 3) == nil)
    var text = reader([200, 1, 65])
    #expect(text.text() == nil)
  }
}
