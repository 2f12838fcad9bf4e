/// |a − b| relative to the larger of the two and 1e-300; two equal values, NaN pairs included, are 0 apart.
public func relativeDifference(_ a: Double, _ b: Double) -> Double {
  if a == b || (a.isNaN && b.isNaN) { return 0 }
  return abs(a - b) / max(abs(a), abs(b), 1e-300)
}
