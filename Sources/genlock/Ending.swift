import Evaluation
import Findings
import Scoring
import Tracks

/// How a command with a result ends.
enum Ending {
  /// The verdict on a spec alone: whether anything in it is an error.
  static func verdict(ofSpec findings: [Finding]) -> Verdict {
    findings.contains { $0.severity == .error } ? .rejected : .accepted
  }

  /// Fails where a required metric is not complete.
  static func throwUnlessScored(_ result: EvaluationResult, required: [String], track: Track) throws {
    for name in required {
      let full = track.flavours[name] ?? name
      guard let score = result.scores.first(where: { $0.id.description == full || $0.id.base == name }) else {
        throw CommandFailure(.usage, "--require \(name): that metric was not asked for", help: "add it to --metrics")
      }
      switch score.state {
      case .complete: continue
      case .partial:
        throw CommandFailure(
          .rejected, "\(score.id) is partial: \(score.coverage.scored) of \(score.coverage.expected ?? 0) samples")
      case .unscored(let reason): throw CommandFailure(.environment, "\(score.id) is unscored: \(reason)")
      }
    }
  }

  /// Ends with the status of the verdict; an accepted result simply returns.
  static func throwUnlessAccepted(_ result: EvaluationResult) throws {
    if let interrupted = Interrupts.status { throw CommandFailure(interrupted) }
    switch result.verdict {
    case .accepted: return
    case .rejected: throw CommandFailure(.rejected)
    case .incomplete: throw CommandFailure(.incomplete)
    case .error: throw CommandFailure(.harness)
    }
  }
}
