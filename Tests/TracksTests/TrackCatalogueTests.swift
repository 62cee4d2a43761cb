import Findings
import HarnessData
import Quantities
import TestSupport
import Testing

@testable import Tracks

/// The tracks that come with the program, value by value.
struct TrackCatalogueTests {
  @Test func `three tracks come with the program`() {
    #expect(TrackCatalogue.names == ["audio-to-video", "spatial", "temporal"])
  }

  @Test(arguments: TrackCatalogue.names)
  func `a track of the program reads without findings and carries its name`(_ name: String) throws {
    let reading = TrackCatalogue.read(named: name)
    #expect(reading.findings == [])
    let track = try #require(reading.track)
    #expect(track.name == name)
    #expect(track.version == 1)
    #expect(!track.title.isEmpty && track.summary.hasSuffix("."))
    #expect(track.minimumCoverage == 1)
    #expect(track.toleratedFailures == 0)
    for metric in track.metrics { #expect(track.flavours[metric] != nil, "\(metric) has no flavour") }
  }

  @Test func `temporal`() throws {
    let track = try #require(TrackCatalogue.track(named: "temporal"))
    #expect(track.input == .prompts)
    #expect(track.audioSource == .either)
    #expect(track.accepts.width == Bound(least: 256) && track.accepts.height == Bound(least: 256))
    #expect(track.accepts.frameRate == Bound(least: FrameRate(Rational(8))))
    #expect(track.accepts.frameRateTolerance == 0.001)
    #expect(track.accepts.duration == Rational(4))
    #expect(track.accepts.durationToleranceFrames == 1)
    #expect(track.accepts.frameCount == nil && track.accepts.fileSize == nil)
    let audio = try #require(track.accepts.audio)
    #expect(audio.channels == .exactly(1))
    #expect(audio.sampleRate == Bound(least: SampleRate(hertz: 16000)))
    #expect(audio.toleranceCodecFrames == 2)
    #expect(audio.toleranceWAVSeconds == Rational(1, 100))
    #expect(
      track.canonical
        == CanonicalFormat(
          width: 256, height: 256, frameRate: FrameRate(Rational(8)), duration: Rational(4),
          sampleRate: SampleRate(hertz: 16000)))
    #expect(track.metrics == ["fvd", "fad", "av-align", "cavp", "imagebind", "languagebind"])
    #expect(track.flavours["av-align"] == "av-align@svg-2024")
    #expect(track.flavours["fvd"] == "fvd@styleganv-16f")
    #expect(track.flavours["fad"] == "fad@vggish-audioldm")
  }

  @Test func `spatial`() throws {
    let track = try #require(TrackCatalogue.track(named: "spatial"))
    #expect(track.input == .unconditional(count: 96))
    #expect(track.audioSource == .embedded)
    #expect(track.accepts.width == .exactly(256) && track.accepts.height == .exactly(256))
    let rate = try #require(FrameRate(Rational(4)))
    #expect(track.accepts.frameRate == .exactly(rate))
    #expect(track.accepts.frameCount == 20)
    #expect(track.accepts.duration == Rational(5))
    #expect(track.accepts.audio?.channels == .exactly(2))
    #expect(track.canonical.letterbox == Letterbox(top: 56, picture: 144, bottom: 56))
    #expect(track.metrics == ["fvd", "kvd", "fad", "av-align", "spatial-av-align"])
    #expect(track.flavours.values.allSatisfy { $0.hasSuffix("@savgbench") })
  }

  @Test func `audio to video`() throws {
    let track = try #require(TrackCatalogue.track(named: "audio-to-video"))
    #expect(track.input == .audio)
    #expect(track.audioSource == .input)
    #expect(track.accepts.width == Bound() && track.accepts.frameRate == nil)
    #expect(track.accepts.duration == nil && track.accepts.durationToleranceFrames == 1)
    #expect(track.accepts.audio == nil)
    #expect(track.canonical == CanonicalFormat())
    #expect(track.metrics == ["fvd", "clipsim", "is", "av-align"])
    #expect(track.flavours["av-align"] == "av-align@tempotokens-2025")
  }

  @Test func `an unknown name names the nearest track`() {
    let reading = TrackCatalogue.read("temproal")
    #expect(reading.track == nil)
    #expect(reading.findings.map(\.rule.rawValue) == ["GL020"])
    #expect(reading.findings.first?.help == "did you mean `temporal`?")
  }

  @Test(arguments: ["", "..", "../temporal", "tracks/temporal", "temporal.yaml", "TEMPORAL"])
  func `a name reaches no file`(_ name: String) {
    #expect(TrackCatalogue.track(named: name) == nil)
  }

  @Test func `a path is read from disk`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/own.yaml"
      try write(try #require(file("tracks/temporal.yaml")), to: path)
      #expect(TrackCatalogue.read(path).track?.name == "temporal")
      let missing = TrackCatalogue.read("\(folder)/none.yaml")
      #expect(missing.findings.map(\.rule.rawValue) == ["GL021"])
      #expect(missing.findings.first?.location.file == "\(folder)/none.yaml")
      #expect(TrackCatalogue.read("\(folder)/").findings.map(\.rule.rawValue) == ["GL021"])
    }
  }

  @Test func `the canonical text tells tracks apart by everything that judges`() throws {
    let track = try #require(TrackCatalogue.track(named: "temporal"))
    let spatial = try #require(TrackCatalogue.track(named: "spatial"))
    var changed: [Track] = [spatial]
    func with(_ change: (inout Track) -> Void) {
      var copy = track
      change(&copy)
      changed.append(copy)
    }
    with { $0.version = 2 }
    with { $0.input = .unconditional(count: 3) }
    with { $0.accepts.width = .exactly(256) }
    with { $0.accepts.height = Bound(most: 256) }
    with { $0.accepts.frameRate = nil }
    with { $0.accepts.frameRateTolerance = 0.002 }
    with { $0.accepts.frameCount = 32 }
    with { $0.accepts.duration = Rational(5) }
    with { $0.accepts.durationToleranceFrames = 2 }
    with { $0.accepts.audio = nil }
    with { $0.accepts.audio?.channels = .exactly(2) }
    with { $0.accepts.audio?.toleranceWAVSeconds = Rational(2) }
    with { $0.accepts.fileSize = .mebibytes(1) }
    with { $0.canonical.letterbox = Letterbox(top: 1, picture: 2, bottom: 3) }
    with { $0.canonical.sampleRate = nil }
    with { $0.metrics = ["av-align"] }
    with { $0.flavours["fvd"] = "fvd@savgbench" }
    with { $0.minimumCoverage = 0.5 }
    with { $0.toleratedFailures = 1 }
    with { $0.limits.prompt = .seconds(1) }
    with { $0.limits.total = nil }
    with { $0.limits.gpus = 0 }
    with { $0.audioSource = .embedded }
    with { $0.ruleLevels = ["GL401": "off"] }
    let texts = Set(changed.map(\.canonicalText) + [track.canonicalText])
    #expect(texts.count == changed.count + 1)
    var renamed = track
    renamed.title = "another title"
    #expect(renamed.canonicalText == track.canonicalText)
  }
}
