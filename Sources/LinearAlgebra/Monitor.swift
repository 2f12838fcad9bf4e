import Synchronization

/// What a long computation tells of itself, and the wish that it should stop.
///
///     let monitor = Monitor { fraction in bar.show(fraction) }
///     let tree = try HierarchicalClustering(linkage: .ward).fit(x, parallelism: Parallelism(threads: 2, monitor: monitor))
///     monitor.cancel()      // from another thread: the fit throws `CancellationError`
///
/// A computation that is given one says how far it is, and asks between its steps whether to go on. A
/// result never depends on it.
public final class Monitor: Sendable {
  private let isCalledOff = Atomic(false)
  private let report: @Sendable (Double) -> Void

  /// - Parameter report: takes the share of the work done, 0…1, on whatever thread did it; it may
  ///   come out of order by a little and is called up to a few thousand times.
  public init(report: @escaping @Sendable (Double) -> Void = { _ in }) { self.report = report }

  /// Asks what is running to stop; once asked, for good.
  public func cancel() { isCalledOff.store(true, ordering: .relaxed) }

  public var isCancelled: Bool { isCalledOff.load(ordering: .relaxed) }

  func progress(_ fraction: Double) { report(min(max(fraction, 0), 1)) }
}

extension Parallelism {
  /// The end of a step: tells the monitor the share done, and throws `CancellationError` where it
  /// was asked to stop. Costs a load where there is a monitor and nothing where there is none.
  public func checkpoint(_ fraction: Double? = nil) throws(CancellationError) {
    guard let monitor else { return }
    if monitor.isCancelled { throw CancellationError() }
    if let fraction, isReporting { monitor.progress(fraction) }
  }
}

extension Parallelism {
  /// As ``map(count:_:)`` for steps long enough to be told one by one: the monitor hears the share
  /// of the steps done, and once it asks to stop no further step begins.
  ///
  /// - Parameter body: throws `CancellationError` itself where a step is long.
  public func mapSteps<Result: Sendable>(
    count: Int, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let done = Atomic(0)
    return try map(count: count) { index in
      try checkpoint()
      let result = try body(index)
      let finished = done.wrappingAdd(1, ordering: .relaxed).newValue
      try checkpoint(Double(finished) / Double(count))
      return result
    }
  }
}
