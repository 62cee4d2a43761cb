/// The form of metrics' names; which metrics exist is the business of the scoring module.
public enum MetricName {
  /// Whether `text` has the form `base`, `base@flavour` or `base@flavour+variant+variant`, each part of small letters,
  /// digits and inner hyphens.
  public static func isWellFormed(_ text: String) -> Bool {
    let variants = text.split(separator: "+", omittingEmptySubsequences: false)
    let named = variants[0].split(separator: "@", omittingEmptySubsequences: false)
    return named.count <= 2 && (named + variants.dropFirst()).allSatisfy(isPart)
  }

  /// The part before `@` and `+`.
  public static func base(of text: String) -> String { String(text.prefix { $0 != "@" && $0 != "+" }) }

  private static func isPart(_ part: Substring) -> Bool {
    guard let first = part.utf8.first, let last = part.utf8.last else { return false }
    let hyphen = UInt8(ascii: "-")
    return first != hyphen && last != hyphen
      && part.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == hyphen
      }
  }
}
