import Findings
import PositionedYAML
import Tracks

/// Turns the text of a spec into a checked submission.
public enum SubmissionReader {
  /// Reads a spec and puts the organiser's flags in place of its fields.
  ///
  /// Everything that is wrong is found in one pass. The files that the spec names are looked at (they must be there, and
  /// inside the submission's folder), lists of prompts are read; archives are not opened, and nothing is run.
  ///
  /// - Parameters:
  ///   - source: the spec's text and the folder that its paths count from.
  ///   - overrides: the organiser's flags; fields that they replace are checked for their form only.
  /// - Returns: the submission, unless there is a finding of severity error; every finding, those of the spec in source
  ///   order and then those of other files and of flags; and what was replaced.
  public static func read(
    _ source: SubmissionSource, overrides: SubmissionOverrides = SubmissionOverrides()
  ) -> SubmissionReading {
    var reading = SpecReading(source: source, overrides: overrides)
    let submission = reading.submission()
    return SubmissionReading(
      submission: reading.reader.hasErrors ? nil : submission, findings: reading.reader.sortedFindings,
      replaced: reading.replaced)
  }
}

/// The reading of one spec: its document, and what has come of it so far.
struct SpecReading {
  let source: SubmissionSource
  let overrides: SubmissionOverrides
  let folder: SubmissionFolder
  let reader: DocumentReader
  var replaced: [String] = []

  init(source: SubmissionSource, overrides: SubmissionOverrides) {
    self.source = source
    self.overrides = overrides
    self.folder = SubmissionFolder(path: source.folder)
    self.reader = DocumentReader(YAMLReader.read(source.bytes, name: source.name))
  }

  /// The submission, or nil where a needed part could not be read.
  mutating func submission() -> Submission? {
    guard let fields = reader.document?.mapping(keys: SubmissionKeys.document) else { return nil }
    version(fields)
    let name = fields.required("name")?.parsed(
      expected: "a name of 1 to 64 letters, digits, `.`, `_` and `-` that begins with a letter or a digit"
    ) { PromptID.isSafe($0) ? $0 : nil }
    let team = fields.optional("team")?.line()
    let track = track(fields)
    let model = fields.required("model").flatMap { self.model($0, track: track) }
    let limits = limits(fields.optional("limits"), track: track)
    let planned = prompts(fields, track: track)
    let metrics = metrics(fields.optional("metrics"), track: track)
    guard let name, let track, let model, let limits, let planned, let metrics else { return nil }
    return Submission(
      name: name, team: team, track: track, model: model, limits: limits, prompts: planned.prompts,
      samplesPerPrompt: planned.samples, seed: planned.seed, metrics: metrics)
  }

  private func version(_ fields: MappingFields) {
    let help = "begin the spec with `genlock: 1`"
    guard let field = fields.required("genlock", help: help), let version = field.integer(in: 0...1_000_000) else {
      return
    }
    if version != 1 { SpecVersion.report(version, at: field) }
  }

  // MARK: Track

  private mutating func track(_ fields: MappingFields) -> Track? {
    let field =
      overrides.track == nil
      ? fields.required("track", help: "tracks: " + TrackCatalogue.names.joined(separator: ", "))
      : fields.optional("track")
    if let reference = overrides.track {
      replaced.append("track: \(field?.rawText ?? "not given") -> \(reference)")
      let reading = TrackCatalogue.read(reference)
      reading.findings.forEach { reader.report($0.placed(onFlag: "--track")) }
      return reading.track
    }
    guard let field, let reference = field.line(expected: "the name of a track, or the path of a track file") else {
      return nil
    }
    guard TrackCatalogue.isPath(reference) else { return named(reference, at: field) }
    guard let path = folder.resolve(field, as: .file) else { return nil }
    let reading = TrackCatalogue.read(path: path, shownAs: source.shownName(of: reference))
    reading.findings.forEach { reader.report($0) }
    return reading.track
  }

  private func named(_ name: String, at field: Field) -> Track? {
    let reading = TrackCatalogue.read(named: name)
    for finding in reading.findings {
      // A finding without a place is about the name itself, which stands in the spec.
      reader.report(
        finding.location.file != nil
          ? finding
          : finding.moved(
            to: Location(file: source.name, position: field.node.range.start),
            excerpt: reader.source.excerpt(at: field.node.range.start, length: field.node.range.markLength)))
    }
    return reading.track
  }

  // MARK: Metrics

  private mutating func metrics(_ field: Field?, track: Track?) -> [String]? {
    var asked = track?.metrics
    if let field { asked = metrics(field, known: track) }
    guard let flag = overrides.metrics else { return asked }
    replaced.append(
      "metrics: \(asked.map { $0.joined(separator: ", ") } ?? "not given") -> \(flag.joined(separator: ", "))")
    let text = CommandLineText(flag: "--metrics", text: flag.joined(separator: ","))
    let reading = text.list(flag)
    let metrics = metrics(reading.field, known: track)
    reading.reader.findings.forEach { reader.report($0) }
    return metrics
  }

  private func metrics(_ field: Field, known track: Track?) -> [String]? {
    guard let elements = field.elements(expected: "a list of metrics, such as [av-align, fvd]", most: 100) else {
      return nil
    }
    var metrics: [String] = []
    for element in elements {
      guard let name = element.metricName() else { continue }
      UnknownMetric.check(name, at: element, track: track)
      if metrics.contains(name) { MetricRepeated.report(name, at: element) } else { metrics.append(name) }
    }
    return metrics
  }
}

extension Finding {
  /// The same finding, about a flag where it has no place of its own.
  func placed(onFlag flag: String) -> Finding { location.file == nil ? moved(to: Location(file: flag)) : self }
}
