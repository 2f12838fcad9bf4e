import LinearAlgebra

extension Partition {
  /// Clusters in canonical order; `sizes` are those of the labels 0…, as they are. Also says which old
  /// label each new one was, those of no observation left out.
  static func canonical(_ labels: [Int32], sizes: [Int]) -> (partition: Partition, order: [Int]) {
    var firstMember = [Int](repeating: -1, count: sizes.count)
    var unseen = sizes.count { $0 > 0 }
    for (i, label) in labels.enumerated() {
      if unseen == 0 { break }
      if firstMember[Int(label)] < 0 {
        firstMember[Int(label)] = i
        unseen -= 1
      }
    }
    let order = sizes.indices.filter { sizes[$0] > 0 }.sorted { a, b in
      sizes[a] != sizes[b] ? sizes[a] > sizes[b] : firstMember[a] < firstMember[b]
    }
    var newLabel = [Int](repeating: 0, count: sizes.count)
    for (new, old) in order.enumerated() { newLabel[old] = new }
    let renumbered = [Int](unsafeUninitializedCapacity: labels.count) { buffer, filled in
      LargeMemory.expectWrites(buffer)
      for (i, label) in labels.enumerated() { buffer[i] = newLabel[Int(label)] }
      filled = labels.count
    }
    return (Partition(canonical: renumbered, sizes: order.map { sizes[$0] }), order)
  }
}
