public import Findings

/// Reads a prompts file on its own, outside a spec.
public enum PromptFileReader {
  /// The prompts of the txt, csv or jsonl file at `path`.
  ///
  /// - Returns: the prompts, empty where nothing can be read, and every finding in order of place.
  public static func read(path: String) -> (prompts: [Prompt], findings: [Finding]) {
    var findings: [Finding] = []
    let prompts = PromptFile(path: path, shownName: path, purpose: .texts).prompts { findings.append($0) }
    return (prompts, findings)
  }
}
