public import Features
public import Findings
public import Media

/// What judging one sample's files found.
public struct SampleExamination: Sendable, Hashable {
  /// Findings of the format rules.
  public var findings: [Finding]
  /// The video's description; nil where there is no readable video.
  public var media: MediaDescription?
  /// The WAV's description; nil where there is none or it is unreadable.
  public var audioMedia: MediaDescription?
  /// The alignment trace or why there is none; nil where no metric asked for one.
  public var alignment: AlignmentOutcome?

  /// An examination that found nothing.
  public init() { findings = [] }
}

/// The files of one sample.
public struct SampleFiles: Sendable, Hashable {
  /// The sample's id: the file name without its extension.
  public var id: String
  /// The video; nil where there is none.
  public var video: String?
  /// The WAV beside it; nil where there is none.
  public var audio: String?
  /// The prompt it was made from, where that is known.
  public var prompt: String?

  /// Names the files of a sample.
  public init(id: String, video: String?, audio: String?, prompt: String? = nil) {
    self.id = id
    self.video = video
    self.audio = audio
    self.prompt = prompt
  }
}
