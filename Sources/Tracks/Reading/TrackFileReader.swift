import Findings
public import PositionedYAML
import Quantities

/// Makes a track of a track file's fields, reporting everything that is wrong with them.
struct TrackFileReader {
  private let document: Field
  private let reader: DocumentReader

  init(document: Field, reader: DocumentReader) {
    self.document = document
    self.reader = reader
  }

  /// The track, or nil where a needed part could not be read. Other parts may have findings all the same.
  func track() -> Track? {
    guard let fields = document.mapping(keys: TrackKeys.document) else { return nil }
    _ = fields.required("genlock-track", help: "begin the file with `genlock-track: 1`")?.integer(in: 1...1)
    let name = fields.required("name")?.parsed(
      expected: "a name of small letters, digits and inner hyphens"
    ) { MetricName.isWellFormed($0) && MetricName.base(of: $0) == $0 ? $0 : nil }
    let version = fields.required("version")?.integer(in: 1...1_000_000)
    let title = fields.required("title")?.line()
    let summary = fields.required("summary")?.text()
    let input = fields.required("input").flatMap(self.input)
    let audio = fields.required("audio")?.choice(AudioSource.self)
    let accepts = fields.required("accepts").flatMap(self.accepts)
    let canonical = fields.optional("canonical").map { self.canonical($0) } ?? CanonicalFormat()
    let metrics = fields.required("metrics").flatMap(self.metrics)
    let flavours = fields.optional("flavours").map { self.flavours($0) } ?? [:]
    let coverage = fields.optional("min_coverage").map { $0.number(in: 0...1) } ?? 1
    let tolerated = fields.optional("tolerate").map { self.tolerate($0) } ?? 0
    let limits = fields.required("limits").flatMap(self.limits)
    let levels = fields.optional("rules").map { self.ruleLevels($0) } ?? [:]
    guard let name, let version, let title, let summary, let input, let audio, let accepts, let canonical, let metrics,
      let flavours, let coverage, let tolerated, let limits, let levels
    else { return nil }
    let track = Track(
      name: name, version: version, title: title,
      summary: summary.hasSuffix("\n") ? String(summary.dropLast()) : summary, input: input, accepts: accepts,
      canonical: canonical, metrics: metrics, flavours: flavours, minimumCoverage: coverage,
      toleratedFailures: tolerated, limits: limits, audioSource: audio, ruleLevels: levels)
    // Parts that could not be read would seem to contradict the rest.
    for problem in reader.hasErrors ? [] : track.contradictions {
      reader.report(InconsistentTrack.rule, problem.message, at: fields.keyRange(problem.key))
    }
    return track
  }

  // MARK: Input

  private enum NamedInput: String, CaseIterable { case prompts, audio }

  private func input(_ field: Field) -> TrackInput? {
    if case .mapping = field.node.content {
      return field.mapping(keys: TrackKeys.input)?.required("count")?.integer(in: 1...100_000)
        .map { .unconditional(count: $0) }
    }
    switch field.choice(NamedInput.self) {
    case .prompts: return .prompts
    case .audio: return .audio
    case nil: return nil
    }
  }

  // MARK: Format

  private func accepts(_ field: Field) -> AcceptedFormat? {
    guard let fields = field.mapping(keys: TrackKeys.accepts) else { return nil }
    let any = Bound<Int>()
    let width = fields.optional("width").map { $0.bound { $0.integer(in: 1...16384) } } ?? any
    let height = fields.optional("height").map { $0.bound { $0.integer(in: 1...16384) } } ?? any
    let rate = fields.optional("frame_rate").map { frameRate($0) }
    let frames = fields.optional("frames").map { $0.integer(in: 1...1_000_000) }
    let duration = fields.required("duration").flatMap(self.duration)
    let audio = fields.optional("audio").map { acceptedAudio($0) }
    let size = fields.optional("file_size").map { $0.byteCount(atLeast: .mebibytes(1)) }
    guard let width, let height, let duration else { return nil }
    // A field that is there and could not be read has a finding, and its track is refused.
    return AcceptedFormat(
      width: width, height: height, frameRate: rate??.bound, frameRateTolerance: rate??.tolerance ?? 0,
      frameCount: frames ?? nil, duration: duration.exactly, durationToleranceFrames: duration.frames,
      audio: audio ?? nil, fileSize: size ?? nil)
  }

  private func frameRate(_ field: Field) -> (bound: Bound<FrameRate>, tolerance: Double)? {
    guard case .mapping = field.node.content else {
      return field.frameRate().map { (.exactly($0), 0) }
    }
    guard let fields = field.mapping(keys: TrackKeys.frameRate) else { return nil }
    let tolerance = fields.optional("tolerance").map { $0.number(in: 0...0.5) } ?? 0
    guard let bound = fields.bound({ $0.frameRate() }), let tolerance else { return nil }
    return (bound, tolerance)
  }

  private func duration(_ field: Field) -> (exactly: Rational?, frames: Int)? {
    guard let fields = field.mapping(keys: TrackKeys.duration) else { return nil }
    let exactly = fields.optional("exactly").map { $0.exactSeconds() }
    let frames = fields.required("tolerance_frames")?.integer(in: 0...1000)
    guard let frames else { return nil }
    return (exactly ?? nil, frames)
  }

  private func acceptedAudio(_ field: Field) -> AcceptedAudio? {
    guard let fields = field.mapping(keys: TrackKeys.audio) else { return nil }
    let channels = fields.required("channels")?.bound { $0.integer(in: 1...64) }
    let rate = fields.required("sample_rate")?.bound { $0.sampleRate() }
    let frames = fields.required("tolerance_codec_frames")?.integer(in: 0...1000)
    let slack = fields.required("tolerance_wav")?.exactSeconds()
    guard let channels, let rate, let frames, let slack else { return nil }
    return AcceptedAudio(
      channels: channels, sampleRate: rate, toleranceCodecFrames: frames, toleranceWAVSeconds: slack)
  }

  private func canonical(_ field: Field) -> CanonicalFormat? {
    guard let fields = field.mapping(keys: TrackKeys.canonical) else { return nil }
    return CanonicalFormat(
      width: fields.optional("width")?.integer(in: 1...16384),
      height: fields.optional("height")?.integer(in: 1...16384),
      frameRate: fields.optional("frame_rate")?.frameRate(),
      duration: fields.optional("duration")?.exactSeconds(),
      sampleRate: fields.optional("sample_rate")?.sampleRate(),
      letterbox: fields.optional("letterbox").flatMap(letterbox))
  }

  private func letterbox(_ field: Field) -> Letterbox? {
    guard let fields = field.mapping(keys: TrackKeys.letterbox) else { return nil }
    let rows = TrackKeys.letterbox.map { fields.required($0)?.integer(in: 0...16384) }
    guard let top = rows[0], let picture = rows[1], let bottom = rows[2] else { return nil }
    return Letterbox(top: top, picture: picture, bottom: bottom)
  }

  // MARK: Judgement

  private func metrics(_ field: Field) -> [String]? {
    field.elements(expected: "a list of metrics", least: 1, most: 100)?.compactMap { $0.metricName() }
  }

  private func flavours(_ field: Field) -> [String: String]? {
    guard let entries = field.openMapping(expected: "a mapping of metrics to full identifiers") else { return nil }
    var flavours: [String: String] = [:]
    for entry in entries {
      guard let full = entry.value.metricName() else { continue }
      if MetricName.base(of: full) != entry.key || !full.contains("@") {
        entry.value.report(
          InconsistentTrack.rule, "`\(full)` is not a flavour of `\(entry.key.shownInMessage)`",
          help: "write `\(entry.key.shownInMessage)@` and the flavour's name")
      }
      flavours[entry.key] = full
    }
    return flavours
  }

  private func tolerate(_ field: Field) -> Int? {
    field.mapping(keys: TrackKeys.tolerate)?.required("failed_samples")?.integer(in: 0...1_000_000)
  }

  private func limits(_ field: Field) -> TrackLimits? {
    guard let fields = field.mapping(keys: TrackKeys.limits) else { return nil }
    let load = fields.required("load")?.duration()
    let prompt = fields.required("prompt")?.duration()
    let total = fields.optional("total")?.duration()
    let output = fields.required("output")?.byteCount(atLeast: .mebibytes(1))
    let gpus = fields.required("gpus")?.integer(in: 0...64)
    guard let load, let prompt, let output, let gpus else { return nil }
    return TrackLimits(load: load, prompt: prompt, total: total, output: output, gpus: gpus)
  }

  private func ruleLevels(_ field: Field) -> [String: String]? {
    guard let entries = field.openMapping(expected: "a mapping of rule codes to severities") else { return nil }
    var levels: [String: String] = [:]
    for entry in entries {
      let digits = entry.key.dropFirst(2)
      if !entry.key.hasPrefix("GL") || digits.utf8.count != 3 || !digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
        entry.value.report(
          InconsistentTrack.rule, "`\(entry.key.shownInMessage)` is not a rule's code", help: "codes look like GL203")
      }
      levels[entry.key] = entry.value.choice(RuleLevel.self)?.rawValue
    }
    return levels
  }

  private enum RuleLevel: String, CaseIterable { case note, warning, error, off }
}

extension Field {
  /// A metric's name, bare or full.
  public func metricName() -> String? {
    parsed(expected: "a metric's name, such as av-align or av-align@svg-2024") {
      MetricName.isWellFormed($0) ? $0 : nil
    }
  }
}
