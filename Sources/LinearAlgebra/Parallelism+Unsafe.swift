extension Parallelism {
  /// The outcome of each body at its index; `nil` where an earlier failure kept it from beginning.
  ///
  /// Without a lock: each index is handed to one thread, which alone writes its slot, and
  /// `forEachWhile` returns after all of them.
  func collect<Result: Sendable, Failure: Error>(
    count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) -> [Swift.Result<Result, Failure>?] {
    var slots = [Swift.Result<Result, Failure>?](repeating: nil, count: count)
    slots.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slot = buffer
      forEachWhile(count: count) { index in
        do throws(Failure) {
          slot[index] = .success(try body(index))
          return true
        } catch {
          slot[index] = .failure(error)
          return false
        }
      }
    }
    return slots
  }
}
