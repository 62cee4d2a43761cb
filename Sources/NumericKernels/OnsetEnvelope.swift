import CKernels
import Glibc

/// The onset strength of mono audio, as `librosa.onset.onset_strength` computes it with its defaults: mean over 128 mel
/// bands, 0 Hz to half the sample rate, of the rise in decibels from one frame to the next.
///
/// Frames of 2,048 samples, 512 apart, centred with zeros; periodic Hann window; power, Slaney mel filters, decibels
/// over 1e-10 and no lower than 80 below the loudest; values are shifted by three frames to sit on the audio's time.
/// Samples are fed as they arrive; 512 bytes a frame are kept.
public final class OnsetEnvelope {
  /// Samples a second that librosa loads audio at by default.
  public static let defaultRate = 22050
  /// Samples from one frame to the next.
  public static let hop = 512

  private static let frameLength = 2048
  private static let bandCount = 128
  private static let lanes = 8
  private static let defaultFilters = filters(sampleRate: defaultRate)

  /// Samples a second of the audio.
  public let sampleRate: Int

  private let build: KernelBuild
  private let transform: RealFFT
  private let window: AlignedMemory<Double>
  private let bins: AlignedMemory<Double>
  private let power: AlignedMemory<Float>
  private let mel: AlignedMemory<Float>
  private let bandIntegers: AlignedMemory<Int32>
  private let bandWeights: AlignedMemory<Float>
  private var bands: genlock_bands

  private var signal: [Float] = []
  private var sampleCount = 0
  private var decibels: [Float] = []

  /// Prepares for one recording after another of a sample rate, at least 1.
  public init(sampleRate: Int = defaultRate, build: KernelBuild = .best) {
    self.sampleRate = sampleRate
    self.build = build
    transform = RealFFT(length: Self.frameLength, build: build)
    let hann = (0..<Self.frameLength).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(Self.frameLength)) }
    window = AlignedMemory(hann, zero: 0)
    bins = AlignedMemory(count: 16 * transform.binCount, zero: 0)
    power = AlignedMemory(count: Self.lanes * transform.binCount, zero: 0)
    mel = AlignedMemory(count: Self.lanes * Self.bandCount, zero: 0)
    let filters = sampleRate == Self.defaultRate ? Self.defaultFilters : Self.filters(sampleRate: sampleRate)
    bandIntegers = AlignedMemory((filters.first + filters.weights.map(\.count)).map(Int32.init), zero: 0)
    bandWeights = AlignedMemory(filters.weights.flatMap(\.self), zero: 0)
    bands = genlock_bands(
      count: Int32(Self.bandCount), first: bandIntegers.base, length: bandIntegers.base + Self.bandCount,
      weight: bandWeights.base)
    restart()
  }

  private static func filters(sampleRate: Int) -> MelFilterBank {
    MelFilterBank(sampleRate: Double(sampleRate), frameLength: frameLength, bandCount: bandCount)
  }

  /// Forgets everything fed so far.
  public func restart() {
    signal = Array(repeating: 0, count: Self.frameLength / 2)
    sampleCount = 0
    decibels = []
  }

  /// Takes the next samples.
  public func append(_ samples: [Float]) {
    signal += samples
    sampleCount += samples.count
    while signal.count >= Self.samplesPerBatch {
      takeBatch(frames: Self.lanes)
      signal.removeFirst(Self.lanes * Self.hop)
    }
  }

  /// Ends the recording.
  ///
  /// - Returns: one value a frame, 1 + n / 512 of them for n samples; the first three are 0.
  public func finish() -> [Float] {
    let frames = 1 + sampleCount / Self.hop
    var missing = frames - decibels.count / Self.bandCount
    signal += Array(repeating: 0, count: Self.frameLength / 2 + Self.samplesPerBatch)
    while missing > 0 {
      takeBatch(frames: min(missing, Self.lanes))
      signal.removeFirst(Self.lanes * Self.hop)
      missing -= Self.lanes
      signal += Array(repeating: 0, count: Self.lanes * Self.hop)
    }
    return rises(frames: frames)
  }

  private static let samplesPerBatch = (lanes - 1) * hop + frameLength

  /// Appends the decibels of the next frames; lanes beyond `frames` are computed and dropped.
  private func takeBatch(frames: Int) {
    signal.withUnsafeBufferPointer { samples in
      guard let start = samples.baseAddress else { return }
      transform.spectra(of: start, hop: Self.hop, window: window.base, into: bins.base)
    }
    build.table.pointee.powers(bins.base, Int32(transform.binCount), power.base)
    build.table.pointee.bands(&bands, power.base, mel.base)
    for frame in 0..<frames {
      for band in 0..<Self.bandCount {
        let power = max(1e-10, mel.base[band * Self.lanes + frame])
        decibels.append(10 * Float(log10(Double(power))))
      }
    }
  }

  private func rises(frames: Int) -> [Float] {
    let floor = (decibels.max() ?? 0) - 80
    var envelope = [Float](repeating: 0, count: frames)
    decibels.withUnsafeBufferPointer { decibels in
      for frame in 3..<max(3, frames) {
        let (before, after) = ((frame - 3) * Self.bandCount, (frame - 2) * Self.bandCount)
        var sum: Float = 0
        for band in 0..<Self.bandCount {
          sum += max(0, max(decibels[after + band], floor) - max(decibels[before + band], floor))
        }
        envelope[frame] = sum / Float(Self.bandCount)
      }
    }
    return envelope
  }
}
