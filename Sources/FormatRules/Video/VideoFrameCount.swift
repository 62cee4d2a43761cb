public import Findings
import Media
import Tracks

/// The clip has the number of pictures the track asks for.
public struct VideoFrameCount: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL205", name: "video-frame-count",
    summary: "The clip has exactly as many pictures as the track asks for.",
    explanation: """
      Some tracks compute their metrics on a fixed number of pictures. Counted is what decodes, not what a header says. \
      Where decoding stopped at a limit the count is not known and not judged.
      """,
    failing: "19 pictures where the track asks for 20",
    passing: "20 pictures",
    help: "write exactly the number asked for: `-frames:v 20`")

  /// Makes the rule.
  public init() {}

  /// One finding where the count differs.
  public func check(_ subject: RuleSubject) -> [Finding] {
    guard let wanted = subject.track?.accepts.frameCount, let (video, decoded) = subject.wholeVideo,
      decoded.frameCount != wanted
    else { return [] }
    let declared = video.stream.declaredFrameCount.map { " (declared \($0))" } ?? ""
    let message = "\(Measure.count(decoded.frameCount, "frame")) decode\(declared); the track asks for \(wanted)"
    return [Finding(description, message, at: video.location)]
  }
}
