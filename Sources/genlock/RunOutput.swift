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
      var result = EvaluationResult(kind: .run, name: reading.submission?.name, track: reading.submission?.track)
      result.findings = findings
      result.replaced = reading.replaced
      result.verdict = .rejected
      try output.deliver(result)
      return nil
    }
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
