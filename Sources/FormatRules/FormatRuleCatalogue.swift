public import Findings

/// Every rule of this module, in the order of their codes. Codes are never reused.
public enum FormatRuleCatalogue {
  /// The rules.
  public static let rules: [any FormatRule] = video + audio + content + file

  /// What the rules are, for `genlock explain` and docs/rules.md.
  public static let all: [RuleDescription] = rules.map(\.description)

  private static let video: [any FormatRule] = [
    VideoMissing(), VideoUndecodable(), VideoFrameRate(), VideoVariableRate(), VideoFrameCount(), VideoDuration(),
    PictureSize(), PictureSizeChanges(), SeveralVideoStreams(), DeclaredPictureSize(), DeclaredFrameCount(),
    DeclaredFrameRate(), VideoTimeStamps(), DamagedFrames(), PictureRotated(), PixelsNotSquare(), PictureInterlaced(),
    PixelFormat(), ColorMatrix(), ColorRange(), NotCanonicalSize(), NotCanonicalFrameRate(), NotCanonicalDuration(),
    LetterboxMissing(),
  ]

  private static let audio: [any FormatRule] = [
    AudioMissing(), AudioUndecodable(), AudioChannels(), AudioSampleRate(), AudioDuration(), SeveralAudioStreams(),
    SyncOffset(), AudioFormatChanges(), DeclaredAudioFormat(), WAVWithVideo(), WAVLength(), WAVNotPCM(),
    NotCanonicalSampleRate(),
  ]

  private static let content: [any FormatRule] = [
    FrozenPicture(), BlackPicture(), SilentAudio(), ClippedAudio(), NonFiniteAudio(), OffsetAudio(),
    IdenticalChannels(),
  ]

  private static let file: [any FormatRule] = [
    FileNotMedia(), ForbiddenContainer(), DecoderCrashed(), DecodeTimedOut(), DecodeOutOfMemory(), ConfinementBreach(),
    DecodeLimitMet(), DamagedPackets(), DeclaredDuration(), FileSize(), OtherStreams(), FileExtension(),
    FileWithoutStreams(),
  ]
}
