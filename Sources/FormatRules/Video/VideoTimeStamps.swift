public import Findings
import Media

/// Every picture has a time, each later than the one before.
public struct VideoTimeStamps: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL213", name: "video-time-stamps",
    summary: "Every picture has a time stamp later than that of the picture before.",
    explanation: """
      Lengths and rates are measured on the time stamps of decoded pictures. Where they are missing or run backwards, \
      players guess or drop pictures. A clip whose length cannot be measured at all is an error; single missing or \
      repeated stamps in a clip that can be measured are a warning.
      """,
    failing: "a raw h264 stream without a container; two pictures with one time",
    passing: "0, 125, 250 ms, ...",
    help: "write the pictures through a container with a constant rate: `-r 8 -vsync cfr`")

  /// Makes the rule.
  public init() {}

  /// One finding where stamps are missing or do not rise.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let (video, decoded) = subject.decodedVideo else { return [] }
    if decoded.span == nil {
      return [
        Finding(description, "the pictures carry no times, so their length cannot be measured", at: video.location)
      ]
    }
    var faults: [String] = []
    if decoded.untimedFrames > 0 {
      faults.append("\(decoded.untimedFrames) of \(Measure.count(decoded.frameCount, "frame")) carry no time")
    }
    if !decoded.isMonotonic { faults.append("times do not rise from picture to picture") }
    guard !faults.isEmpty else { return [] }
    return [Finding(description, faults.joined(separator: "; "), at: video.location, severity: .warning)]
  }
}
