import Quantities
public import Tracks

/// A track as a page for people: what goes in, what is accepted, what the numbers assume, limits and metrics.
public enum TrackSheet {
  /// The whole page, ending in a line break.
  public static func render(_ track: Track, style: TextStyle) -> String {
    var lines = [style.paint("\(track.name) version \(track.version): \(track.title)", .strong)]
    lines += DisplayText.wrapped(track.summary, to: style.width)
    lines += section("input", [input(track.input)], style)
    lines += section("accepts", accepted(track.accepts) + [audioSource(track.audioSource)], style)
    lines += section("the numbers assume", canonical(track.canonical), style)
    lines += section("limits", limits(track.limits), style)
    lines += section("metrics", track.metrics.map { track.flavours[$0].map { "\($0)" } ?? $0 }, style)
    lines += section(
      "verdict",
      [
        "\(counted(track.toleratedFailures, "failed sample")) tolerated",
        "a score is whole from a coverage of \(track.minimumCoverage) of the expected samples",
      ], style)
    let levels = track.ruleLevels.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    if !levels.isEmpty { lines += section("rule levels", levels, style) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ title: String, _ facts: [String], _ style: TextStyle) -> [String] {
    guard !facts.isEmpty else { return [] }
    return ["", style.paint(title, .strong)] + facts.map { "  " + DisplayText.neutralised($0) }
  }

  private static func input(_ input: TrackInput) -> String {
    switch input {
    case .prompts: "a text prompt a sample"
    case .unconditional(let count): "nothing but a seed; \(count) samples"
    case .audio: "a WAV file a sample"
    }
  }

  private static func accepted(_ format: AcceptedFormat) -> [String] {
    var facts = [
      "width \(bound(format.width) { "\($0)" }) pixels", "height \(bound(format.height) { "\($0)" }) pixels",
    ]
    if let rate = format.frameRate {
      facts.append("frame rate \(bound(rate) { "\($0)" }), less \(format.frameRateTolerance * 100) %")
    }
    if let count = format.frameCount { facts.append("exactly \(count) frames") }
    if let duration = format.duration {
      facts.append("\(duration) s long, within \(counted(format.durationToleranceFrames, "frame"))")
    } else {
      facts.append("as long as the input, within \(counted(format.durationToleranceFrames, "frame"))")
    }
    if let audio = format.audio {
      facts.append("audio with channels \(bound(audio.channels) { "\($0)" }), \(bound(audio.sampleRate) { "\($0)" })")
      facts.append(
        "audio length within \(counted(audio.toleranceCodecFrames, "codec frame")); a WAV within \(audio.toleranceWAVSeconds) s"
      )
    } else {
      facts.append("audio is optional")
    }
    if let size = format.fileSize { facts.append("files of at most \(size)") }
    return facts
  }

  private static func audioSource(_ source: AudioSource) -> String {
    switch source {
    case .embedded: "audio in the mp4"
    case .either: "audio in the mp4, or in <id>.wav beside it, or both"
    case .input: "the audio is the input"
    }
  }

  private static func canonical(_ format: CanonicalFormat) -> [String] {
    var facts: [String] = []
    if let width = format.width, let height = format.height { facts.append("\(width)x\(height) pixels") }
    if let rate = format.frameRate { facts.append("\(rate)") }
    if let duration = format.duration { facts.append("\(duration) s") }
    if let rate = format.sampleRate { facts.append("\(rate)") }
    if let box = format.letterbox {
      facts.append("rows: \(box.top) black, \(box.picture) picture, \(box.bottom) black")
    }
    return facts
  }

  private static func limits(_ limits: TrackLimits) -> [String] {
    [
      "load \(limits.load.brief)", "prompt \(limits.prompt.brief)", "total \(limits.total?.brief ?? "unlimited")",
      "output \(limits.output) a sample", counted(limits.gpus, "GPU"),
    ]
  }

  private static func bound<Value>(_ bound: Bound<Value>, _ text: (Value) -> String) -> String {
    switch (bound.least, bound.most) {
    case (let least?, let most?): least == most ? "exactly \(text(least))" : "\(text(least)) to \(text(most))"
    case (let least?, nil): "at least \(text(least))"
    case (nil, let most?): "at most \(text(most))"
    case (nil, nil): "any"
    }
  }
}
