import CSoxr

/// Resampling as librosa 0.10 and newer do it by default (`soxr_hq`): libsoxr at its high quality in float, then cut or
/// zero-padded to ceil(n x target / source) samples.
///
/// libsoxr's outputs do not depend on how the input is cut into runs, so feeding it piece by piece equals the
/// reference's single call to the last bit.
public final class SoxrResampler: Resampler {
  /// Samples a second of the input.
  public let sourceRate: Int
  /// Samples a second of the output.
  public let targetRate: Int

  private let soxr: OpaquePointer
  private var inputCount = 0
  private var outputCount = 0
  private var failure: String?
  private var results = [Float](repeating: 0, count: 8192)

  /// Prepares a conversion; nil unless both rates are 1 to 16,777,216 and libsoxr takes them.
  public init?(from sourceRate: Int, to targetRate: Int) {
    guard (1...1 << 24).contains(sourceRate), (1...1 << 24).contains(targetRate) else { return nil }
    var layout = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
    var quality = soxr_quality_spec(UInt(SOXR_HQ), 0)
    var threads = soxr_runtime_spec(1)
    var error: soxr_error_t?
    let made = soxr_create(Double(sourceRate), Double(targetRate), 1, &error, &layout, &quality, &threads)
    guard let made else { return nil }
    guard error == nil else {
      soxr_delete(made)
      return nil
    }
    self.sourceRate = sourceRate
    self.targetRate = targetRate
    soxr = made
  }

  deinit { soxr_delete(soxr) }

  /// Forgets everything fed so far.
  public func restart() {
    (inputCount, outputCount) = (0, 0)
    failure = soxr_clear(soxr).map { String(cString: $0) }
  }

  /// Takes the next samples; returns the outputs that are now certain.
  public func append(_ samples: [Float]) -> [Float] {
    inputCount += samples.count
    guard sourceRate != targetRate else { return samples }
    var outputs: [Float] = []
    samples.withUnsafeBufferPointer { inputs in
      var taken = 0
      while failure == nil {
        let rest = UnsafeBufferPointer(rebasing: inputs[taken...])
        let (consumed, produced) = process(rest.baseAddress, rest.count)
        taken += consumed
        outputs += results[..<produced]
        if taken == inputs.count && produced < results.count { return }
      }
    }
    outputCount += outputs.count
    return outputs
  }

  /// Ends the recording; returns the last outputs. Any length is taken.
  ///
  /// - Throws: where libsoxr fails.
  public func finish() throws(ResamplingError) -> [Float] {
    guard sourceRate != targetRate else { return [] }
    let wanted = Int((Double(inputCount) * (Double(targetRate) / Double(sourceRate))).rounded(.up)) - outputCount
    var rest: [Float] = []
    while failure == nil, rest.count < wanted {
      let (_, produced) = process(nil, 0)
      guard produced > 0 else { break }
      rest += results[..<produced]
    }
    if let failure { throw .library("libsoxr: \(failure)") }
    return Array(rest.prefix(max(0, wanted))) + Array(repeating: 0, count: max(0, wanted - rest.count))
  }

  /// One call of libsoxr into `results`; no input means the end of the recording.
  private func process(_ inputs: UnsafePointer<Float>?, _ count: Int) -> (consumed: Int, produced: Int) {
    var (consumed, produced) = (0, 0)
    let error = results.withUnsafeMutableBufferPointer { results in
      soxr_process(soxr, inputs, count, &consumed, results.baseAddress, results.count, &produced)
    }
    if let error { failure = String(cString: error) }
    return (consumed, produced)
  }
}
