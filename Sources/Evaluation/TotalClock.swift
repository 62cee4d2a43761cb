import Quantities
import Sandbox
import Submissions

/// The clock of a whole run: model time used so far against `limits.total`, carried over a resume.
struct TotalClock: Sendable {
  /// The limit; nil for none.
  let limit: Duration?
  /// Model time used, in seconds.
  private(set) var usedSeconds: Double

  /// A clock with the time that earlier invocations used.
  init(limit: Duration?, usedSeconds: Double = 0) {
    self.limit = limit
    self.usedSeconds = usedSeconds
  }

  /// Adds one invocation's wall time.
  mutating func add(_ wallSeconds: Double) { usedSeconds += wallSeconds }

  /// The wall limit of the next invocation and the clock it belongs to; nil where no time is left.
  ///
  /// In per-prompt mode a prompt's clock is load plus prompt, since every process loads.
  func next(_ limits: SubmissionLimits) -> (wall: Duration, clock: WallClock)? {
    let own = limits.load + limits.prompt
    guard let limit else { return (own, .prompt) }
    let left = limit - .milliseconds(Int64(usedSeconds * 1000))
    guard left > .zero else { return nil }
    return left < own ? (left, .total) : (own, .prompt)
  }
}
