public import Findings
import Media

/// Every packet can be read and decoded.
public struct DamagedPackets: FormatRule {
  /// The rule.
  public let description = RuleDescription(
    code: "GL517", name: "damaged-packets", severity: .warning,
    summary: "Every packet of an output can be read and decoded.",
    explanation: """
      Some packets were unreadable or refused by their decoder. Other decoders conceal damage in other ways, so the \
      pictures and sounds, and with them every number, depend on who decodes. Lengths and counts are judged by what did \
      decode.
      """,
    failing: "an mp4 whose media data ends before its index says",
    passing: "a file that `ffmpeg -v error -i FILE -f null -` decodes in silence",
    help: "encode the clip again from its pictures and sound; do not cut or copy streams byte by byte")

  /// Makes the rule.
  public init() {}

  /// One finding for each file with damaged packets.
  public func check(_ subject: RuleSubject) -> [Finding] {
    subject.files.filter { $0.media.damagedPackets > 0 }.map { file, media in
      let count = Measure.count(media.damagedPackets, "packet")
      return Finding(description, "\(count) could not be read or decoded", at: subject.location(file))
    }
  }
}
