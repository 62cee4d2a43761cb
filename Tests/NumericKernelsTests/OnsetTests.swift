import TestSupport
import Testing

@testable import NumericKernels

/// Onset envelopes and picked onsets against librosa 0.9.2.
struct OnsetTests {
  @Test(arguments: KernelReference.shared.onsets, KernelBuild.usable)
  func envelopesAndOnsetsAreLibrosas(reference: KernelReference.Onsets, build: KernelBuild) throws {
    let recording = try #require(ReferenceInput.recordings[reference.name])
    let envelope = OnsetEnvelope(sampleRate: reference.rate, build: build)
    envelope.append(recording)
    let ours = envelope.finish()
    #expect(ours.count == reference.envelope.count)
    #expect(zip(ours, reference.envelope).allSatisfy { abs($0 - $1) < 2e-5 })
    #expect(pickOnsets(of: ours, sampleRate: reference.rate) == reference.onsets)
  }

  @Test(arguments: [1, 500, 4097]) func howSamplesArriveDoesNotMatter(chunk: Int) throws {
    let recording = try #require(ReferenceInput.recordings["bursts"])
    let envelope = OnsetEnvelope()
    envelope.append(recording)
    let whole = envelope.finish()
    envelope.restart()
    for start in stride(from: 0, to: recording.count, by: chunk) {
      envelope.append(Array(recording[start..<min(start + chunk, recording.count)]))
    }
    #expect(envelope.finish() == whole)
  }

  @Test func onsetsOfTiesAndPlateausAreLibrosas() {
    for reference in KernelReference.shared.picking {
      let count = 8 + reference.seed * 5 % 83
      let envelope = ReferenceInput.bytes(seed: reference.seed, count: count).map { Float($0 / 24) }
      let onsets = pickOnsets(of: envelope, sampleRate: reference.rate)
      #expect(onsets == reference.onsets, "seed \(reference.seed) at \(reference.rate) Hz")
    }
  }

  @Test func theRateDecidesWhichFramesAreNeighbours() {
    let envelope: [Float] = [0, 0, 0, 0.9, 1, 0, 0, 0, 0, 0]
    #expect(pickOnsets(of: envelope) == [3])
    #expect(pickOnsets(of: envelope, sampleRate: 16000) == [3, 4])
  }

  @Test func theFirstFrameCanBeAnOnset() {
    #expect(pickOnsets(of: [1, 0.2, 0.1, 0, 0, 0, 0.5, 0, 0.5]) == [0, 6, 8])
  }

  @Test(arguments: [[], [0], [3, 3, 3], [1, .nan, 0], [1, .infinity, 0]] as [[Float]])
  func noOnsetsWhereTheEnvelopeIsFlatOrNotFinite(envelope: [Float]) {
    #expect(pickOnsets(of: envelope) == [])
  }
}

struct LocalMaximaTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var values: [Double]
    var least: Double?
    var maxima: [Int]
  }

  @Test(arguments: [
    Case(testDescription: "empty", values: [], maxima: []),
    Case(testDescription: "two values", values: [1, 2], maxima: []),
    Case(testDescription: "ends do not count", values: [3, 1, 2], maxima: []),
    Case(testDescription: "a peak", values: [1, 2, 1], maxima: [1]),
    Case(testDescription: "a plateau is none", values: [1, 2, 2, 1], maxima: []),
    Case(testDescription: "the repeated first value", values: [5, 5, 1, 4, 0], maxima: [3]),
    Case(testDescription: "a threshold keeps its own value", values: [0, 0.1, 0, 0.0999, 0], least: 0.1, maxima: [1]),
  ])
  func strictMaxima(example: Case) {
    #expect(localMaxima(of: example.values, least: example.least) == example.maxima)
  }
}

struct MonoDownmixTests {
  @Test func oneChannelPassesThrough() {
    #expect([Float(0.5), -1].withUnsafeBufferPointer { downmixToMono($0, channels: 1) } == [0.5, -1])
  }

  @Test func channelsAreAveragedInFloat() {
    let samples: [Float] = [1, 0.5, 0.1, 0.2, 9]
    #expect(samples.withUnsafeBufferPointer { downmixToMono($0, channels: 2) } == [0.75, (0.1 + 0.2) / 2])
  }

  @Test func manyChannelsAreAddedInPairs() {
    let samples = (0..<18).map { Float(1) / Float($0 + 3) }
    let pairs = (0..<8).map { samples[$0] + samples[$0 + 8] }
    let sum = ((pairs[0] + pairs[1]) + (pairs[2] + pairs[3])) + ((pairs[4] + pairs[5]) + (pairs[6] + pairs[7]))
    let expected = (sum + samples[16] + samples[17]) / 18
    #expect(samples.withUnsafeBufferPointer { downmixToMono($0, channels: 18) } == [expected])
  }
}
