extension AlignmentInsight {
  /// What a reader should know before trusting the score, from what was found beside it.
  var warnings: [String] { [frameRateWarning, mixedRatesWarning, chanceWarning, shiftWarning].compactMap { $0 } }

  private var frameRateWarning: String? {
    let others = detectors.clipsOfOtherFrameRate
    guard others > 0, let canonical = detectors.canonicalFrameRate else { return nil }
    return "\(others) of \(detectors.clips) clips have another frame rate than the track's \(short(canonical)): "
      + "onsets and peaks match within one frame, so their values do not compare with others of this track"
  }

  private var mixedRatesWarning: String? {
    guard let least = detectors.frameRates.first?.frameRate, let most = detectors.frameRates.last?.frameRate,
      most - least > 0.01
    else { return nil }
    return "frame rates differ among the clips (\(short(least)) to \(short(most))): each is matched within one frame "
      + "of its own, and slower clips score higher"
  }

  /// Silent where so few shuffles exist that no score could stand out.
  private var chanceWarning: String? {
    guard let chance, chance.leastPValue < 0.05, chance.pValue > 0.05 else { return nil }
    return "the score is not above chance: with the sounds shuffled among the clips, "
      + "\(Int((chance.pValue * 100).rounded())) % of \(chance.shuffles) shuffles score as high"
  }

  private var shiftWarning: String? {
    guard let shift, shift.isOff else { return nil }
    let offset = shift.best.milliseconds
    let direction = offset > 0 ? "later" : "earlier"
    return "the score is best with the sound moved \(abs(offset)) ms \(direction), which is beyond the "
      + "\(shift.tolerance) ms (one frame) that the metric cannot tell from 0; perfect sync itself is best at up to one "
      + "frame later, +125 ms at 8 frames a second"
  }

  /// A frame rate for people.
  private func short(_ rate: Double) -> String {
    let hundredths = (rate * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? "\(Int(min(hundredths, 1e9)))" : "\(hundredths)"
  }
}
