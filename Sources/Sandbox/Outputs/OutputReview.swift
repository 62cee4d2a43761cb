import Findings
import Quantities

/// What a model that ended with exit status 0 left in `/out`, judged.
struct OutputReview: Hashable {
  /// The outcome the folder alone would give.
  var outcome: Outcome
  /// The files that were copied.
  var outputs: [CollectedOutput] = []
  /// One finding for the outcome where it is not `completed`, then those about the rest of the folder.
  var findings: [Finding] = []
  /// Limits that were met.
  var limitsHit: Set<LimitName> = []

  /// Judges the folder's contents, what became of each planned file, and whether the folder was full.
  init(
    contents: FolderContents, collections: [(OutputPlan.Planned, OutputCollector.Collection)], isFull: Bool,
    limits: InvocationLimits, location: Location
  ) {
    outcome = .completed
    var missing: [String] = []
    var unusable: [String] = []
    var tooLarge: [String] = []
    for (planned, collection) in collections {
      switch collection {
      case .copied(let output): outputs.append(output)
      case .missing: if planned.isRequired { missing.append(planned.name) }
      case .unusable(let why): unusable.append("\(planned.name) \(why)")
      case .tooLarge(let size):
        tooLarge.append("\(planned.name) claims \(ByteCount(bytes: size) ?? .zero)")
      }
    }
    if contents.isOverLimit {
      limitsHit.insert(.outputEntries)
      settle(
        .outputTooLarge, SandboxRules.tooManyOutputs,
        "/out holds more than \(limits.outputEntries) entries or is nested too deeply", location)
    }
    if isFull || !tooLarge.isEmpty { limitsHit.insert(.output) }
    if isFull {
      settle(.outputTooLarge, SandboxRules.outputTooLarge, "/out was full: its limit is \(limits.output)", location)
    } else if !tooLarge.isEmpty {
      settle(
        .outputTooLarge, SandboxRules.outputTooLarge,
        "\(tooLarge.joined(separator: ", ")), and the limit of /out is \(limits.output)", location)
    }
    if !unusable.isEmpty {
      settle(.outputNotAFile, SandboxRules.outputNotAFile, unusable.joined(separator: ", "), location)
    }
    if !missing.isEmpty {
      settle(
        .outputMissing, SandboxRules.missingOutput,
        "the command exited with 0, but /out/\(missing.joined(separator: " and /out/")) "
          + (missing.count == 1 ? "was not written" : "were not written"), location)
    }
    addFolderFindings(contents, location)
  }

  /// The first reason is the outcome; later ones are told only by `limitsHit`.
  private mutating func settle(_ outcome: Outcome, _ rule: RuleDescription, _ message: String, _ location: Location) {
    guard self.outcome == .completed else { return }
    self.outcome = outcome
    findings.append(Finding(rule, message, at: location))
  }

  private mutating func addFolderFindings(_ contents: FolderContents, _ location: Location) {
    if !contents.strange.isEmpty {
      findings.append(
        Finding(
          SandboxRules.strangeOutputName,
          "names in /out are not plain text: \(brief(contents.strange))", at: location))
    }
    if !contents.unexpected.isEmpty, !contents.isOverLimit {
      findings.append(
        Finding(
          SandboxRules.unexpectedOutput, "/out also held \(brief(contents.unexpected)), which nothing asked for",
          at: location))
    }
  }
}

private func brief(_ names: [String]) -> String {
  names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and more" : "")
}
