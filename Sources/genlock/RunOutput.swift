import Evaluation
import Findings
import Reporting
import Submissions

/// What `run` and `resume` share before and after the run itself.
enum RunOutput {
  /// Reads the spec and readies its bundle.
  ///
  /// - Returns: nil after the report of a refused spec or bundle was printed.
  static func plan(_ request: RunJob.Request, limit: Int?, _ output: OutputOptions) throws -> RunPlan? {
    let reading = SubmissionReader.read(request.source, overrides: request.overrides)
    if let track = reading.submission?.track { try TrackLoading.checkRules(of: track) }
    switch try RunPlan.prepare(reading, cache: UserFolders.bundles, limit: limit) {
    case .ready(let plan):
      if !output.quiet { Console.printRaw(FindingRenderer(style: output.style(for: 2)).render(plan.findings)) }
      return plan
    case .rejected(let findings):
      try refuseFlags(findings, request.overrides, output)
      var result = EvaluationResult(kind: .run, name: reading.submission?.name, track: reading.submission?.track)
      result.findings = findings
      result.replaced = reading.replaced
      result.verdict = .rejected
      try output.deliver(result)
      return nil
    }
  }

  /// A mistake in a flag, or in a file that a flag names, is the caller's and no verdict on the submission.
  private static func refuseFlags(
    _ findings: [Finding], _ overrides: SubmissionOverrides, _ output: OutputOptions
  ) throws {
    let files = [overrides.track, overrides.promptsFile].compactMap { $0 }
    let mistakes = findings.filter { finding in
      guard finding.severity == .error, let file = finding.location.file else { return false }
      return file.hasPrefix("--") || files.contains(file)
    }
    guard !mistakes.isEmpty else { return }
    Console.printRaw(FindingRenderer(style: output.style(for: 2)).render(mistakes))
    throw CommandFailure(.usage, "the flags that replace fields of the spec hold mistakes; nothing was judged")
  }

  /// Writes the reports into the run's folder, prints the one asked for, and ends with the verdict's status.
  static func deliver(_ result: EvaluationResult, _ output: OutputOptions) throws {
    if let folder = result.runDirectory {
      let json = JSONRenderer(tool: ToolIdentity(version: Genlock.version)).render(result)
      try ReportFile.write(json, to: folder + "/report.json")
      try ReportFile.write(TextRenderer(style: TextStyle(rows: nil)).render(result), to: folder + "/report.txt")
    }
    try output.deliver(result)
    try Ending.throwUnlessAccepted(result)
  }
}
