import TestSupport
import Testing

@testable import NumericKernels

/// Resampling against resampy 0.4.3 through librosa 0.9.2.
struct ResamplingTests {
  @Test(arguments: KernelReference.shared.resampling, KernelBuild.usable)
  func samplesAreResampys(reference: KernelReference.Resampling, build: KernelBuild) throws {
    let ours = try Self.resample(reference, chunk: 1024, build: build)
    #expect(ours.count == reference.length)
    let sampled = stride(from: 0, to: ours.count, by: 29).map { ours[$0] } + [ours[ours.count - 1]]
    let theirs = reference.samples + [reference.last]
    // A sum may round to the neighbouring float where a weight differs in its last bit.
    #expect(zip(sampled, theirs).allSatisfy { abs($0 - $1) <= max($0.ulp, $1.ulp) })
    #expect(zip(sampled, theirs).count { $0 != $1 } <= theirs.count / 50)
  }

  @Test func anotherResamplerWouldBeNoticed() {
    for reference in KernelReference.shared.resampling where reference.rate != 22050 {
      #expect(zip(reference.samples, reference.soxr).contains { abs($0 - $1) > 1e-4 }, "\(reference.rate) Hz")
    }
  }

  @Test(arguments: [1, 7, 333, 100_000]) func howSamplesArriveDoesNotMatter(chunk: Int) throws {
    for reference in KernelReference.shared.resampling where [16000, 16001, 44100].contains(reference.rate) {
      let whole = try Self.resample(reference, chunk: 1024, build: .best)
      #expect(try Self.resample(reference, chunk: chunk, build: .best) == whole)
    }
  }

  @Test func theNativeRatePassesThrough() throws {
    let resampler = try #require(KaiserBestResampler(from: 22050, to: 22050))
    let noise = ReferenceInput.noise(seed: 1, count: 500)
    #expect(resampler.append(noise) == noise)
    #expect(try resampler.finish() == [])
  }

  @Test func theLengthIsRoundedUp() throws {
    for (count, rate, length) in [(16000, 16000, 22050), (1, 16000, 2), (5, 44100, 3), (64512, 16000, 88906)] {
      let resampler = try #require(KaiserBestResampler(from: rate, to: 22050))
      let first = resampler.append([Float](repeating: 0.5, count: count))
      #expect(first.count + (try resampler.finish().count) == length)
    }
  }

  @Test func aRecordingBelowOneOutputIsRefusedAsInTheReference() throws {
    let resampler = try #require(KaiserBestResampler(from: 44100, to: 22050))
    #expect(resampler.append([0.5]) == [])
    #expect(throws: ResamplingError.tooShort) { try resampler.finish() }
    resampler.restart()
    #expect(throws: ResamplingError.tooShort) { try resampler.finish() }
  }

  @Test func impossibleRatesAreRefused() {
    #expect(KaiserBestResampler(from: 0, to: 22050) == nil)
    #expect(KaiserBestResampler(from: 1 << 25, to: 22050) == nil)
  }

  @Test func theFilterIsAWindowedSinc() {
    let half = KaiserBestFilter.halfWindow
    #expect(half.count == 50 * 8192 + 1)
    // Entries of the table that resampy 0.4.3 ships.
    for (index, value) in KernelReference.shared.filter.entries {
      #expect(abs(half[index] - value) < 1e-15)
    }
  }

  private static func resample(
    _ reference: KernelReference.Resampling, chunk: Int, build: KernelBuild
  ) throws -> [Float] {
    let resampler = try #require(KaiserBestResampler(from: reference.rate, to: 22050, build: build))
    let noise = ReferenceInput.noise(seed: reference.rate, count: reference.count)
    let outputs = stride(from: 0, to: noise.count, by: chunk).flatMap { start in
      resampler.append(Array(noise[start..<min(start + chunk, noise.count)]))
    }
    return outputs + (try resampler.finish())
  }
}

/// Resampling by libsoxr against python-soxr through librosa.
struct SoxrResamplingTests {
  @Test(arguments: KernelReference.shared.resampling, [1, 7, 1024, 100_000])
  func samplesArePythonSoxrsHoweverTheyArrive(reference: KernelReference.Resampling, chunk: Int) throws {
    let resampler = try #require(SoxrResampler(from: reference.rate, to: 22050))
    for _ in 0..<2 {
      let ours = try Self.resample(reference, resampler, chunk: chunk)
      #expect(ours.count == reference.length)
      #expect(stride(from: 0, to: ours.count, by: 29).map { ours[$0] } == reference.soxr)
      resampler.restart()
    }
  }

  @Test func anotherResamplerWouldBeNoticed() {
    for reference in KernelReference.shared.resampling {
      #expect(zip(reference.soxr, reference.samples).contains { $0 != $1 }, "\(reference.rate) Hz")
    }
  }

  @Test func anyLengthIsTakenAndRoundedUp() throws {
    let cases = [(0, 16000, 0), (1, 44100, 1), (1, 16000, 2), (5, 44100, 3), (64512, 16000, 88906), (7, 22050, 7)]
    for (count, rate, length) in cases {
      let resampler = try #require(SoxrResampler(from: rate, to: 22050))
      let first = resampler.append([Float](repeating: 0.5, count: count))
      #expect(first.count + (try resampler.finish().count) == length)
    }
  }

  @Test(arguments: [1, 2, 999_983, 1 << 24]) func everyRateAHeaderCanClaimEnds(rate: Int) throws {
    let resampler = try #require(SoxrResampler(from: rate, to: 22050))
    let noise = ReferenceInput.noise(seed: rate, count: 40)
    let count = resampler.append(noise).count + (try resampler.finish().count)
    #expect(count == Int((40 * (22050 / Double(rate))).rounded(.up)))
  }

  @Test func impossibleRatesAreRefused() {
    #expect(SoxrResampler(from: 0, to: 22050) == nil)
    #expect(SoxrResampler(from: 22050, to: -1) == nil)
    #expect(SoxrResampler(from: 1 << 25, to: 22050) == nil)
  }

  private static func resample(
    _ reference: KernelReference.Resampling, _ resampler: SoxrResampler, chunk: Int
  ) throws -> [Float] {
    let noise = ReferenceInput.noise(seed: reference.rate, count: reference.count)
    let outputs = stride(from: 0, to: noise.count, by: chunk).flatMap { start in
      resampler.append(Array(noise[start..<min(start + chunk, noise.count)]))
    }
    return outputs + (try resampler.finish())
  }
}
