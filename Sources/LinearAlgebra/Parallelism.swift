import Dispatch
import Synchronization

/// How many threads a computation may use. A result never depends on it: work is cut into blocks
/// whose number and bounds are fixed by the data, and block results are combined in block order.
///
///     let sums = Parallelism(threads: 2).map(count: blockCount) { block in sum(of: block) }
///     let parts = parallelism.map(blocksOf: x.rowCount, size: 4096) { rows in sum(over: rows) }
public struct Parallelism: Sendable {
  public let threads: Int
  /// Who follows the work and may call it off.
  public let monitor: Monitor?
  /// Whether the work tells the monitor how far it is.
  let isReporting: Bool

  /// - Parameter threads: at least 1.
  public init(threads: Int, monitor: Monitor? = nil) {
    self.init(threads: threads, monitor: monitor, isReporting: true)
  }

  private init(threads: Int, monitor: Monitor?, isReporting: Bool) {
    precondition(threads >= 1, "at least one thread")
    self.threads = threads
    self.monitor = monitor
    self.isReporting = isReporting
  }

  /// One thread, followed by nobody.
  public static let serial = Parallelism(threads: 1)

  /// One thread, for work inside a loop that is already parallel; can be called off with it, and
  /// leaves to it to say how far they are.
  public var inner: Parallelism { Parallelism(threads: 1, monitor: monitor, isReporting: false) }

  /// As many threads, for a step of a larger work that says itself how far it is.
  public var unreported: Parallelism {
    Parallelism(threads: threads, monitor: monitor, isReporting: false)
  }
}

extension Parallelism {
  /// The results of `body(0)`, …, `body(count - 1)`, in that order.
  ///
  /// Where bodies fail, the error of the lowest index is thrown, as it would be in order; indices
  /// not yet begun are then left out.
  public func map<Result: Sendable, Failure: Error>(
    count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    if threads == 1 || count <= 1 {
      var results: [Result] = []
      results.reserveCapacity(max(count, 0))
      for index in 0..<count { results.append(try body(index)) }
      return results
    }
    let outcomes = collect(count: count, body)
    var results: [Result] = []
    results.reserveCapacity(count)
    // Indices are handed out in order, so every index below a failed one has an outcome.
    for outcome in outcomes {
      guard let outcome else { break }
      results.append(try outcome.get())
    }
    return results
  }

  /// The results of `body` for 0 ..< size, size ..< 2·size, …, the last block being what is left of
  /// `count`: blocks fixed by the data alone, in order.
  public func map<Result: Sendable, Failure: Error>(
    blocksOf count: Int, size: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    precondition(size >= 1, "blocks are not empty")
    return try map(count: (count + size - 1) / size) { (block: Int) throws(Failure) -> Result in
      try body((block * size)..<min((block + 1) * size, count))
    }
  }

  /// Runs `body` once for each index below `count`, on at most `threads` threads, in any order.
  public func forEach(count: Int, _ body: @Sendable (Int) -> Void) {
    forEachWhile(count: count) { index in
      body(index)
      return true
    }
  }

  /// As ``forEach(count:_:)``, but once a body has answered false no further index is begun.
  func forEachWhile(count: Int, _ body: @Sendable (Int) -> Bool) {
    let workers = min(threads, count)
    if workers <= 1 {
      for index in 0..<count where !body(index) { return }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        if !body(index) { next.store(count, ordering: .relaxed) }
      }
    }
  }
}
