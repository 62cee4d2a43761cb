import TestSupport
import Testing

@testable import NumericKernels

/// Transforms against NumPy's, mel filters against librosa's.
struct SpectrumTests {
  @Test(arguments: KernelReference.shared.spectra, KernelBuild.usable)
  func spectraAreNumPys(reference: KernelReference.Spectrum, build: KernelBuild) {
    let length = reference.length
    let transform = RealFFT(length: length, build: build)
    let frame = ReferenceInput.noise(seed: length, count: length)
    var bins = [Double](repeating: 0, count: 16 * transform.binCount)
    // Lane 3 holds the frame, the others what lies around it.
    let signal = [Float](repeating: 0.25, count: 3 * length) + frame + [Float](repeating: -1, count: 4 * length)
    transform.spectra(of: signal, hop: length, window: [Double](repeating: 1, count: length), into: &bins)
    for bin in 0..<transform.binCount {
      #expect(abs(bins[16 * bin + 3] - reference.real[bin]) < 1e-12 * Double(length))
      #expect(abs(bins[16 * bin + 11] - reference.imaginary[bin]) < 1e-12 * Double(length))
    }
  }

  @Test func melFiltersAreLibrosas() throws {
    let reference = KernelReference.shared.mel
    let filters = MelFilterBank(sampleRate: 22050, frameLength: 2048, bandCount: 128)
    #expect(filters.first == reference.first)
    #expect(filters.weights.map(\.count) == reference.count)
    for (weights, sum) in zip(filters.weights, reference.sums) {
      #expect(abs(weights.reduce(0) { $0 + Double($1) } / sum - 1) < 1e-6)
    }
    for (band, weights) in reference.bands {
      let ours = filters.weights[try #require(Int(band))]
      #expect(zip(ours, weights).allSatisfy { abs($0 - $1) <= 2 * $1.ulp })
    }
  }
}
