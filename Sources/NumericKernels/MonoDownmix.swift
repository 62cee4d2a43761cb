/// The mean of all channels in float, as NumPy's `mean` over the channel axis rounds it.
///
/// - Parameters:
///   - interleaved: samples, channel by channel within a frame; a last incomplete frame is left out.
///   - channels: at least 1.
/// - Returns: one value a frame.
public func downmixToMono(_ interleaved: UnsafeBufferPointer<Float>, channels: Int) -> [Float] {
  guard channels > 1 else { return Array(interleaved) }
  return (0..<interleaved.count / channels).map { frame in
    let start = frame * channels
    return pairwiseSum(UnsafeBufferPointer(rebasing: interleaved[start..<start + channels])) / Float(channels)
  }
}

/// NumPy's float sum of up to 128 neighbours: eight running sums that are added in pairs, then the rest one by one;
/// below eight elements simply one by one.
func pairwiseSum(_ values: UnsafeBufferPointer<Float>) -> Float {
  guard values.count >= 8 else { return values.reduce(0, +) }
  let whole = values.count / 8 * 8
  var sums = Array(values[0..<8])
  for index in 8..<max(8, whole) { sums[index % 8] += values[index] }
  var sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
  for index in whole..<values.count { sum += values[index] }
  return sum
}
