/// Brings mono audio from one sample rate to another, run by run.
public protocol Resampler: AnyObject {
  /// Samples a second of the input.
  var sourceRate: Int { get }

  /// Forgets everything fed so far.
  func restart()

  /// Takes the next samples; returns the outputs that are now certain.
  func append(_ samples: [Float]) -> [Float]

  /// Ends the recording; returns the last outputs.
  ///
  /// - Throws: where the reference would refuse the recording, or the library failed.
  func finish() throws(ResamplingError) -> [Float]
}

/// Why a recording could not be resampled.
public enum ResamplingError: Error, Sendable, Hashable {
  /// So short that no whole output sample comes of it.
  case tooShort
  /// The resampling library failed; its words.
  case library(String)
}
