/// Numbers distinct byte strings in order of first appearance, and counts them.
struct Interner: Sendable {
  /// For each number, where its bytes stand in `arena` and how often it was seen.
  private(set) var entries: [Entry] = []
  private var arena: [UInt8] = []
  /// Entry number + 1, 0 for a free slot; a power of two long, at most half full.
  private var slots = [Int32](repeating: 0, count: 64)

  struct Entry: Sendable {
    let hash: UInt64
    let start: Int
    let length: Int
    var count: Int
  }

  var count: Int { entries.count }

  /// The number of the string of `length` bytes at `bytes`, new when not seen before.
  @inline(__always)
  mutating func intern(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, times: Int = 1
  ) -> Int32 {
    let hash = ByteHash.hash(bytes, length)
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let number = slots[slot]
      if number == 0 { return insert(bytes, length, hash, slot, times) }
      let index = Int(number) &- 1
      if entries[index].hash == hash && entries[index].length == length
        && equals(bytes, length, at: entries[index].start)
      {
        entries[index].count &+= times
        return number &- 1
      }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private func equals(_ bytes: UnsafePointer<UInt8>, _ length: Int, at start: Int) -> Bool {
    for index in 0..<length where arena[start &+ index] != bytes[index] { return false }
    return true
  }

  @inline(never)
  private mutating func insert(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, _ slot: Int, _ times: Int
  ) -> Int32 {
    let number = Int32(entries.count)
    entries.append(Entry(hash: hash, start: arena.count, length: length, count: times))
    arena.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    slots[slot] = number + 1
    if entries.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index + 1)
    }
  }

  /// Calls `body` with the bytes of each string, in order of number.
  func forEach(_ body: (Int, Span<UInt8>, Int) -> Void) {
    arena.withUnsafeBufferPointer { arena in
      for (number, entry) in entries.enumerated() {
        let bytes = UnsafeBufferPointer(rebasing: arena[entry.start..<entry.start + entry.length])
        body(number, bytes.span, entry.count)
      }
    }
  }

  /// Adds the strings and counts of `other`; the number here of each of its strings.
  mutating func merge(_ other: Interner) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(other.count)
    other.arena.withUnsafeBufferPointer { arena in
      // An arena without a byte has no address; its one string is empty.
      var nothing: UInt8 = 0
      withUnsafePointer(to: &nothing) { nowhere in
        let base = arena.baseAddress ?? nowhere
        for entry in other.entries {
          numbers.append(intern(base + entry.start, entry.length, times: entry.count))
        }
      }
    }
    return numbers
  }
}

/// A 64-bit hash of a byte string: each eight bytes mixed in by a full-width product.
enum ByteHash {
  /// - Parameter bytes: readable up to eight bytes past the end (as text and its padding are) is not
  ///   required: the last bytes are loaded from inside.
  @inline(__always)
  static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: length)
    var index = 0
    while length &- index >= 8 {
      state = mix(state ^ UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
      index &+= 8
    }
    if index < length {
      var tail: UInt64 = 0
      if length >= 8 {
        tail = UnsafeRawPointer(bytes + length - 8).loadUnaligned(as: UInt64.self)
      } else if length >= 4 {
        let low = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
        let high = UnsafeRawPointer(bytes + length - 4).loadUnaligned(as: UInt32.self)
        tail = UInt64(high) << 32 | UInt64(low)
      } else {
        tail =
          UInt64(bytes[0]) << 16 | UInt64(bytes[length >> 1]) << 8 | UInt64(bytes[length &- 1])
      }
      state = mix(state ^ tail)
    }
    return state
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let (high, low) = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return high ^ low
  }
}
