import LinearAlgebra
import Synchronization
import Testing

@Suite struct ParallelismTests {
  struct Failed: Error, Equatable { let index: Int }

  static let threadCounts = [1, 2, 3, 7]

  @Test(arguments: threadCounts, [0, 1, 2, 1000])
  func mapKeepsTheOrder(threads: Int, count: Int) {
    let squares = Parallelism(threads: threads).map(count: count) { $0 * $0 }
    #expect(squares == (0..<count).map { $0 * $0 })
  }

  @Test(arguments: threadCounts)
  func optionalResultsStayWhereTheyAre(threads: Int) {
    let halves = Parallelism(threads: threads).map(count: 50) { i -> Int? in
      i.isMultiple(of: 2) ? i / 2 : nil
    }
    #expect(halves == (0..<50).map { $0.isMultiple(of: 2) ? $0 / 2 : nil })
  }

  @Test(arguments: threadCounts)
  func theErrorOfTheLowestIndexIsThrown(threads: Int) {
    for _ in 0..<200 {
      #expect(throws: Failed(index: 13)) {
        try Parallelism(threads: threads).map(count: 40) { index in
          if index == 13 || index == 14 || index == 30 { throw Failed(index: index) }
          return index
        }
      }
    }
  }

  @Test func aFailureKeepsLaterIndicesFromBeginning() {
    let begun = Atomic(0)
    _ = try? Parallelism(threads: 2).map(count: 1_000_000) { index in
      begun.wrappingAdd(1, ordering: .relaxed)
      if index == 0 { throw Failed(index: index) }
      return index
    }
    #expect(begun.load(ordering: .relaxed) < 1_000_000)
  }

  @Test(arguments: threadCounts)
  func forEachRunsEachIndexOnce(threads: Int) {
    let seen = Mutex([Int](repeating: 0, count: 500))
    Parallelism(threads: threads).forEach(count: 500) { index in
      seen.withLock { $0[index] += 1 }
    }
    #expect(seen.withLock { $0 } == [Int](repeating: 1, count: 500))
  }

  @Test func noMoreThreadsThanAsked() {
    let running = Mutex((now: 0, most: 0))
    Parallelism(threads: 2).forEach(count: 400) { _ in
      running.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      running.withLock { $0.now -= 1 }
    }
    let most = running.withLock { $0.most }
    #expect(most >= 1 && most <= 2)
  }

  /// 10 in blocks of 4: 0–3, 4–7, 8–9.
  @Test(arguments: threadCounts)
  func blocksDependOnTheCountAlone(threads: Int) {
    let parallelism = Parallelism(threads: threads)
    #expect(parallelism.map(blocksOf: 10, size: 4) { $0 } == [0..<4, 4..<8, 8..<10])
    #expect(parallelism.map(blocksOf: 8, size: 4) { $0 } == [0..<4, 4..<8])
    #expect(parallelism.map(blocksOf: 0, size: 4) { $0 }.isEmpty)
  }

  /// Sums of numbers of very different sizes: any other order would change the last bits.
  @Test func sumsHaveTheSameBytesForAnyNumberOfThreads() {
    let values = (0..<10_000).map { 1 / Double($0 * $0 % 977 + 1) }
    let sums = Self.threadCounts.map { threads in
      Parallelism(threads: threads)
        .map(blocksOf: values.count, size: 128) { values[$0].reduce(0, +) }
        .reduce(0, +)
    }
    #expect(Set(sums.map(\.bitPattern)).count == 1)
  }

  @Test func nestedLoops() {
    let table = Parallelism(threads: 3).map(count: 20) { i in
      Parallelism(threads: 2).map(count: 20) { j in i * j }
    }
    #expect(table == (0..<20).map { i in (0..<20).map { i * $0 } })
  }
}
