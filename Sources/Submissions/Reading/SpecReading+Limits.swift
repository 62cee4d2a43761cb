import Findings
import PositionedYAML
import Quantities
import Tracks

extension SpecReading {
  /// The limits: the spec's, clamped to the track's, then the organiser's, which are not.
  mutating func limits(_ field: Field?, track: Track?) -> SubmissionLimits? {
    var draft = LimitDraft()
    if let field, let fields = field.mapping(keys: SubmissionKeys.limits) {
      for key in SubmissionKeys.limits {
        if let value = fields.optional(key) { draft.read(key, from: value, clampedTo: track) }
      }
    }
    for (key, value) in overrides.limits.sorted(by: { $0.key < $1.key }) {
      override(&draft, key: key, value: value, track: track)
    }
    return track.map { draft.limits(of: $0) }
  }

  private mutating func override(_ draft: inout LimitDraft, key: String, value: String, track: Track?) {
    let text = CommandLineText(flag: "--limits", text: "\(key)=\(value)")
    guard SubmissionKeys.limits.contains(key) else {
      reader.report(text.unknownKey(key, among: SubmissionKeys.limits))
      return
    }
    let before = draft.texts[key] ?? track?.limits.text(of: key) ?? "not given"
    let reading = text.scalar(value, path: key)
    draft.read(key, from: reading.field, clampedTo: nil)
    reading.reader.findings.forEach { reader.report($0) }
    replaced.append("limits.\(key): \(before) -> \(draft.texts[key] ?? value)")
  }
}

/// Limits as far as they were given.
private struct LimitDraft {
  var times: [String: Duration] = [:]
  var sizes: [String: ByteCount] = [:]
  var cpus: Double?
  var counts: [String: Int] = [:]
  /// Each given limit in words.
  var texts: [String: String] = [:]

  /// Reads one limit; where a track is given, and judges this limit, its value is the most that can be had.
  mutating func read(_ key: String, from field: Field, clampedTo track: Track?) {
    switch key {
    case "load", "prompt", "total", "cpu_time":
      let most = [
        "load": track?.limits.load, "prompt": track?.limits.prompt, "total": track?.limits.total,
      ][key].flatMap { $0 }
      times[key] = take(field.duration(), key, field, most: most, track: track) { $0.brief }
    case "memory":
      // Less than this and the sandbox itself does not start.
      sizes[key] = take(field.byteCount(atLeast: .mebibytes(16)), key, field, most: nil, track: track) { "\($0)" }
    case "shm", "scratch":
      // A tmpfs of size 0 would have no limit at all.
      sizes[key] = take(field.byteCount(atLeast: .mebibytes(1)), key, field, most: nil, track: track) { "\($0)" }
    case "output":
      sizes[key] = take(
        field.byteCount(atLeast: .mebibytes(1)), key, field, most: track?.limits.output, track: track
      ) { "\($0)" }
    case "cpus":
      cpus = take(field.number(in: 0.01...4096), key, field, most: nil, track: track) { "\($0)" }
    case "processes":
      counts[key] = take(field.integer(in: 1...1_000_000), key, field, most: nil, track: track) { "\($0)" }
    default:
      counts[key] = take(field.integer(in: 0...64), key, field, most: track?.limits.gpus, track: track) { "\($0)" }
    }
  }

  private mutating func take<Value: Comparable>(
    _ value: Value?, _ key: String, _ field: Field, most: Value?, track: Track?, words: (Value) -> String
  ) -> Value? {
    guard let value else { return nil }
    guard let most, let track, value > most else {
      texts[key] = words(value)
      return value
    }
    LimitClamped.report(field, asked: words(value), allowed: words(most), track: track.name)
    texts[key] = words(most)
    return most
  }

  /// The whole limits, with the track's values and the defaults where nothing was given.
  func limits(of track: Track) -> SubmissionLimits {
    SubmissionLimits(
      load: times["load"] ?? track.limits.load, prompt: times["prompt"] ?? track.limits.prompt,
      total: times["total"] ?? track.limits.total, cpuTime: times["cpu_time"], memory: sizes["memory"], cpus: cpus,
      processes: counts["processes"] ?? 4096, shm: sizes["shm"] ?? .gibibytes(2),
      scratch: sizes["scratch"] ?? .gibibytes(20), output: sizes["output"] ?? track.limits.output,
      gpus: counts["gpus"] ?? track.limits.gpus)
  }
}

extension TrackLimits {
  /// The track's own value of a limit, in words.
  fileprivate func text(of key: String) -> String? {
    switch key {
    case "load": load.brief
    case "prompt": prompt.brief
    case "total": total?.brief
    case "output": "\(output)"
    case "gpus": "\(gpus)"
    default: nil
    }
  }
}
