/// Σ terms, rounded once to the nearest double: the definition of every sum over the observations
/// of a cluster. Partial sums that do not overlap are kept, as in Shewchuk 1997,
/// doi:10.1007/PL00009321.
public func exactSum(_ terms: [Double]) -> Double {
  // Far from both ends of the range, so that no partial sum over- or underflows: exact, and undone.
  let largest = terms.map(abs).max() ?? 0
  if largest > 0x1p900 { return exactSum(terms.map { $0 * 0x1p-200 }) * 0x1p200 }
  var partials: [Double] = []
  for term in terms {
    var x = term
    var kept: [Double] = []
    for y in partials {
      let (large, small) = abs(x) >= abs(y) ? (x, y) : (y, x)
      let sum = large + small
      let rest = small - (sum - large)
      if rest != 0 { kept.append(rest) }
      x = sum
    }
    partials = kept + [x]
  }
  return roundedTotal(of: partials)
}

/// The partial sums added from the largest down, until one is lost; what is below it then only
/// decides a tie.
private func roundedTotal(of partials: [Double]) -> Double {
  guard var total = partials.last else { return 0 }
  var rest = 0.0
  var next = partials.count - 2
  while next >= 0 {
    let sum = total + partials[next]
    rest = partials[next] - (sum - total)
    total = sum
    next -= 1
    if rest != 0 { break }
  }
  if next >= 0, (rest < 0) == (partials[next] < 0), rest != 0 {
    let doubled = 2 * rest
    let candidate = total + doubled
    if candidate - total == doubled { return candidate }
  }
  return total
}
