public import Findings

/// The rules about YAML files and their fields, in the order of their codes.
public enum PositionedYAMLRules {
  /// Every rule of this module.
  public static let all: [RuleDescription] = [
    NotUTF8.rule, TooLarge.rule, EmptyDocument.rule, SyntaxError.rule, SeveralDocuments.rule, AnchorOrAlias.rule,
    Tag.rule, DuplicateKey.rule, TooDeep.rule, CollectionAsKey.rule, UnknownKey.rule, MissingKey.rule, WrongType.rule,
    InvalidValue.rule, OutOfRange.rule, ConflictingKeys.rule,
  ]
}
