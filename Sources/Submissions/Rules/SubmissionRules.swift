public import Findings

/// The rules about specs and prompts, in the order of their codes.
public enum SubmissionRules {
  /// Every rule of this module.
  public static let all: [RuleDescription] = [
    SpecVersion.rule, PathOutside.rule, PathUnusable.rule, LimitClamped.rule, UnknownPlaceholder.rule,
    OutputNotNamed.rule, NothingToRun.rule, MetricRepeated.rule, EnvironmentName.rule, PromptsDoNotFit.rule,
    BlankPromptLine.rule, PromptText.rule, PromptList.rule, PromptID.rule, PromptIDRepeated.rule, PromptCount.rule,
    InputNotWAV.rule, PlaceholderWithoutValue.rule, UnknownMetric.rule,
  ]
}
