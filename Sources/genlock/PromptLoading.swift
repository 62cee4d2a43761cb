import Evaluation
import Findings
import Reporting
import Submissions

/// Reads the prompts file of `score`: which samples there should be.
enum PromptLoading {
  /// The planned samples of a prompts file.
  ///
  /// - Throws: `CommandFailure` of status usage after printing what is wrong with the file.
  static func prompts(_ path: String) throws -> [ExpectedSamples.Planned] {
    let (prompts, findings) = PromptFileReader.read(path: path)
    if !findings.isEmpty { Console.printRaw(FindingRenderer().render(findings)) }
    guard !prompts.isEmpty, !findings.contains(where: { $0.severity == .error }) else { throw CommandFailure(.usage) }
    return prompts.map { ExpectedSamples.Planned(id: $0.id, prompt: $0.text) }
  }
}
