import Features

@testable import Scoring

extension AlignmentTrace {
  /// A trace whose audio was heard once, as the SVG 2024 flavour hears it.
  init(
    flow: [Double], frameRate: Double, onsetFrames: [Int], frameCount: Int, audioSource: AlignmentAudioSource
  ) {
    precondition(frameCount == flow.count)
    let onsets = Onsets(frames: onsetFrames)
    self.init(
      flow: flow, frameRate: frameRate, onsets: [AlignmentAudio(audioSource, .kaiserBest): .found(onsets)])
  }
}

extension AlignmentScoring {
  /// The plain SVG 2024 flavour.
  static let svg2024: AlignmentScoring = {
    guard let scoring = AlignmentScoring(AlignmentFlavour.svg2024.identifier) else { preconditionFailure("no flavour") }
    return scoring
  }()
}
