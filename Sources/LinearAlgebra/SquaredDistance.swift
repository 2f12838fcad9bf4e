/// ‖a − b‖², the terms added in order.
package func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  var sum = 0.0
  for (left, right) in zip(a, b) { sum += (left - right) * (left - right) }
  return sum
}
