public import Findings

/// The rules about tracks and track files, in the order of their codes.
public enum TrackRules {
  /// Every rule of this module.
  public static let all: [RuleDescription] = [UnknownTrack.rule, UnreadableTrack.rule, InconsistentTrack.rule]
}
