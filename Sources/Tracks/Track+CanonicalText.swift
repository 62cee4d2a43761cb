import Quantities

extension Track {
  /// The track as text in which equal tracks are equal and different tracks differ, for the digest of a profile.
  ///
  /// One `key=value` a line, in a fixed order, values exact (times in milliseconds or as fractions of a second); title
  /// and summary are left out, since they judge nothing.
  public var canonicalText: String {
    var lines: [String] = [
      "track=\(name)", "version=\(version)", "input=\(inputText)", "audio=\(audioSource.rawValue)",
    ]
    lines += ["accepts.width=\(text(accepts.width))", "accepts.height=\(text(accepts.height))"]
    lines.append("accepts.frame_rate=\(accepts.frameRate.map { text($0) } ?? "-")")
    lines.append("accepts.frame_rate.tolerance=\(accepts.frameRateTolerance)")
    lines.append("accepts.frames=\(text(accepts.frameCount))")
    lines.append("accepts.duration=\(text(accepts.duration))")
    lines.append("accepts.duration.tolerance_frames=\(accepts.durationToleranceFrames)")
    lines.append("accepts.file_size=\(text(accepts.fileSize?.bytes))")
    if let audio = accepts.audio {
      lines.append("accepts.audio.channels=\(text(audio.channels))")
      lines.append("accepts.audio.sample_rate=\(text(audio.sampleRate))")
      lines.append("accepts.audio.tolerance_codec_frames=\(audio.toleranceCodecFrames)")
      lines.append("accepts.audio.tolerance_wav=\(audio.toleranceWAVSeconds)")
    }
    lines.append("canonical.size=\(text(canonical.width))x\(text(canonical.height))")
    lines.append("canonical.frame_rate=\(text(canonical.frameRate))")
    lines.append("canonical.duration=\(text(canonical.duration))")
    lines.append("canonical.sample_rate=\(text(canonical.sampleRate))")
    lines.append("canonical.letterbox=\(canonical.letterbox.map { "\($0.top)/\($0.picture)/\($0.bottom)" } ?? "-")")
    lines.append("metrics=\(metrics.joined(separator: ","))")
    lines += flavours.sorted { $0.key < $1.key }.map { "flavour.\($0.key)=\($0.value)" }
    lines += ["min_coverage=\(minimumCoverage)", "tolerate.failed_samples=\(toleratedFailures)"]
    lines.append("limits.load=\(text(limits.load))")
    lines.append("limits.prompt=\(text(limits.prompt))")
    lines.append("limits.total=\(limits.total.map { text($0) } ?? "-")")
    lines += ["limits.output=\(limits.output.bytes)", "limits.gpus=\(limits.gpus)"]
    lines += ruleLevels.sorted { $0.key < $1.key }.map { "rule.\($0.key)=\($0.value)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var inputText: String {
    switch input {
    case .prompts: "prompts"
    case .unconditional(let count): "count:\(count)"
    case .audio: "audio"
    }
  }

  private func text<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "-" }

  private func text<Value>(_ bound: Bound<Value>) -> String { "\(text(bound.least))..\(text(bound.most))" }

  private func text(_ duration: Duration) -> String {
    let parts = duration.components
    return "\(parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000)ms"
  }
}
