import LinearAlgebra
import Synchronization

/// Follows a computation: notes what it reports and, if so wished, calls it off at the first word.
public final class Follower: Sendable {
  private let heard = Mutex<[Double]>([])
  private let watched = Mutex<Monitor?>(nil)

  public init(cancels: Bool = true) {
    let monitor = Monitor { [weak self] fraction in
      self?.heard.withLock { $0.append(fraction) }
      if cancels { self?.watched.withLock { $0?.cancel() } }
    }
    watched.withLock { $0 = monitor }
  }

  public var monitor: Monitor? { watched.withLock { $0 } }
  public var fractions: [Double] { heard.withLock { $0 } }
}
