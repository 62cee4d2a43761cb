import Features
import Findings
import FormatRules
import Glibc
import Media
import Quantities
import Scoring
import Tracks

/// Judges one sample's files on one lane: one decode of each file serves the format rules and the alignment trace.
///
/// Confined to one thread, like the media worker it owns.
final class SampleExaminer {
  private let worker: MediaWorker
  private let track: Track?
  private let book = RuleBook()
  private let extractor = AlignmentExtractor()
  /// How clips are to be heard.
  private let hearing: Set<AlignmentAudio>

  /// - Parameter hearing: how clips are to be heard for their alignment traces; empty where none are made.
  init(worker: MediaWorker = MediaWorker(), track: Track?, hearing: Set<AlignmentAudio>) {
    self.worker = worker
    self.track = track
    self.hearing = hearing
  }

  /// Whether an alignment trace is made beside the description.
  var wantsTrace: Bool { !hearing.isEmpty }

  /// Describes, checks and traces a sample's files.
  ///
  /// In tracks whose clips follow an input, the WAV is the input and its length is the expected one.
  /// - Throws: `RunError` where our side fails; whatever is wrong with the files is in the result.
  func examine(_ files: SampleFiles) throws(RunError) -> SampleExamination {
    var result = SampleExamination()
    if let obstacle = missingFile(of: files) ?? ExpectedSamples.notAFile(files) {
      result.findings = [obstacle]
      if wantsTrace { result.alignment = .unavailable(.unreadable(obstacle.message)) }
      return result
    }
    guard let main = files.video ?? files.audio else { return result }
    let extractor = wantsTrace && files.video != nil ? extractor : nil
    let wavIsRead = files.audio != nil && files.video != nil
    let ways = wavIsRead ? hearing : Set(hearing.map { AlignmentAudio(.mp4, $0.resampling) })
    extractor?.begin(hearing: ways)
    let mainExamination = try look(main, .mp4, ways, extractor)
    var wav: RuleSubject.SoundFile?
    if wavIsRead, let path = files.audio {
      let examination = try look(path, .wav, ways, extractor)
      wav = RuleSubject.SoundFile(file: path, examination: examination)
      if case .described(let description) = examination { result.audioMedia = description }
    }
    let subject = RuleSubject(
      sample: files.id, file: main, examination: mainExamination, wav: wav, track: track,
      expectedDuration: track?.audioSource == .input ? result.audioMedia?.audio.first?.decoded?.span : nil)
    result.findings = book.check(subject)
    if case .described(let description) = mainExamination { result.media = description }
    if let extractor { result.alignment = align(extractor, mainExamination, wav?.examination) }
    return result
  }

  /// The finding of a sample whose video is not there; a WAV alone is judged where no track asks for a video.
  private func missingFile(of files: SampleFiles) -> Finding? {
    if let video = files.video {
      guard FileSystem.kind(of: video) != nil else { return ExpectedSamples.missing(files) }
      return files.audio.flatMap { FileSystem.kind(of: $0) == nil ? ExpectedSamples.missing(audio: $0, files) : nil }
    }
    return track != nil || files.audio == nil ? ExpectedSamples.missing(files) : nil
  }

  /// Examines a file; its frames and samples go to the extractor where they are wanted.
  private func look(
    _ path: String, _ source: AlignmentAudioSource, _ ways: Set<AlignmentAudio>, _ extractor: AlignmentExtractor?
  ) throws(RunError) -> Examination {
    extractor?.listen(to: source)
    let request = ExaminationRequest(
      wantsFrames: extractor != nil && source == .mp4,
      wantsAudio: extractor != nil && ways.contains { $0.source == source })
    do {
      return try worker.examine(path, request, consumer: extractor)
    } catch {
      let isOurs = access(path, R_OK) == 0
      throw RunError(
        .environment, error.description,
        help: isOurs ? "`genlock doctor` looks for the cause" : "make the file readable for you, or take it away")
    }
  }

  /// Finishes the extractor into a trace, or says why there is none.
  private func align(
    _ extractor: AlignmentExtractor, _ video: Examination, _ wav: Examination?
  ) -> AlignmentOutcome {
    guard case .described(let description) = video else { return .unavailable(.unreadable("no readable video")) }
    var obstacles: [AlignmentAudioSource: AlignmentObstacle] = [:]
    if description.holdsNonFiniteSamples { obstacles[.mp4] = .audioNotFinite }
    switch wav {
    case .unreadable(let failure): obstacles[.wav] = .unreadable("the WAV cannot be read: \(failure.detail)")
    case .described(let sound) where sound.holdsNonFiniteSamples: obstacles[.wav] = .audioNotFinite
    default: break
    }
    return extractor.finish(
      frameRate: description.video.first?.guessedFrameRate?.doubleValue, obstacles: obstacles)
  }
}

extension MediaDescription {
  /// Whether the audio holds NaN or infinite samples, which the decoder has replaced.
  fileprivate var holdsNonFiniteSamples: Bool { (audio.first?.decoded?.nonFiniteSamples ?? 0) > 0 }
}
