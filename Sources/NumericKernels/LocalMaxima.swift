/// Indices of the strict local maxima of `values`: larger than both neighbours, so neither the first, nor the last, nor
/// any element of a plateau. Empty below three values.
///
/// - Parameter least: lower maxima are left out; nil keeps all.
public func localMaxima(of values: [Double], least: Double? = nil) -> [Int] {
  guard values.count > 2 else { return [] }
  return (1..<values.count - 1).filter { index in
    let value = values[index]
    guard values[index - 1] < value, value > values[index + 1] else { return false }
    return least.map { value >= $0 } ?? true
  }
}
