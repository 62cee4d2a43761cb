import Features
import Findings
import FormatRules
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
  /// Whether an alignment trace is made beside the description.
  let wantsTrace: Bool

  init(worker: MediaWorker = MediaWorker(), track: Track?, wantsTrace: Bool) {
    self.worker = worker
    self.track = track
    self.wantsTrace = wantsTrace
  }

  /// Describes, checks and traces a sample's files.
  ///
  /// In tracks whose clips follow an input, the WAV is the input and its length is the expected one.
  /// - Throws: `RunError` where our side fails; whatever is wrong with the files is in the result.
  func examine(_ files: SampleFiles) throws(RunError) -> SampleExamination {
    var result = SampleExamination()
    if let missing = missingFile(of: files) {
      result.findings = [missing]
      if wantsTrace { result.alignment = .unavailable(.unreadable(missing.message)) }
      return result
    }
    guard let main = files.video ?? files.audio else { return result }
    let extractor = wantsTrace && files.video != nil ? extractor : nil
    let wavIsRead = files.audio != nil && files.video != nil
    extractor?.begin(audioFrom: wavIsRead ? .wav : .mp4)
    var request = ExaminationRequest(wantsFrames: extractor != nil, wantsAudio: extractor != nil && !wavIsRead)
    let mainExamination = try look(main, request, extractor)
    var wav: RuleSubject.SoundFile?
    if wavIsRead, let path = files.audio {
      request = ExaminationRequest(wantsFrames: false, wantsAudio: extractor != nil)
      let examination = try look(path, request, extractor)
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
    if let video = files.video { return FileSystem.kind(of: video) == nil ? ExpectedSamples.missing(files) : nil }
    return track != nil || files.audio == nil ? ExpectedSamples.missing(files) : nil
  }

  private func look(
    _ path: String, _ request: ExaminationRequest, _ extractor: AlignmentExtractor?
  ) throws(RunError) -> Examination {
    do {
      return try worker.examine(path, request, consumer: extractor)
    } catch {
      throw RunError(.environment, error.description, help: "`genlock doctor` looks for the cause")
    }
  }

  /// Finishes the extractor into a trace, or says why there is none.
  private func align(
    _ extractor: AlignmentExtractor, _ video: Examination, _ wav: Examination?
  ) -> AlignmentOutcome {
    guard case .described(let description) = video else { return .unavailable(.unreadable("no readable video")) }
    if case .unreadable(let failure) = wav {
      return .unavailable(.unreadable("the WAV cannot be read: \(failure.detail)"))
    }
    var heard = description
    if case .described(let sound) = wav { heard = sound }
    return extractor.finish(
      frameRate: description.video.first?.guessedFrameRate?.doubleValue,
      nonFiniteSamples: heard.audio.first?.decoded?.nonFiniteSamples ?? 0)
  }
}
