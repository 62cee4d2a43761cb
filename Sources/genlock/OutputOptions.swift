import ArgumentParser
import Evaluation
import Glibc
import Reporting

/// How results are printed; the same for every command that has a result.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Print the report as text or json.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("Also write a report to a file; may be given several times.", valueName: "format=file"))
  var outputs: [ReportDestination] = []

  @OptionGroup var text: TextOptions

  @Flag(name: .shortAndLong, help: "Print the report only: no progress, no notices.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Show every sample and finding, however many there are.")
  var verbose = false

  /// Refuses a file that could never be written before the work of hours, not after it.
  func validate() throws {
    for destination in outputs where access(destination.writable, W_OK) != 0 {
      throw ValidationError(
        "--output \(destination.path): cannot write in \(destination.writable): \(String(cString: strerror(errno))).")
    }
  }

  /// Renders a result in the format asked for, and writes the files asked for; each is tried whatever became of the
  /// others.
  func deliver(_ result: EvaluationResult) throws {
    var failure: (any Error)?
    for destination in outputs {
      do {
        try destination.write(render(result, destination.format, TextStyle(color: false, width: 100, rows: nil)))
      } catch {
        failure = failure ?? error
      }
    }
    try Console.printData(render(result, format, style(for: 1)))
    if let failure { throw failure }
  }

  /// The style of text on standard output (1) or standard error (2).
  func style(for descriptor: Int32) -> TextStyle {
    TextStyle(color: text.wantsColor(on: descriptor), width: Console.width, rows: verbose ? nil : 20)
  }

  private func render(_ result: EvaluationResult, _ format: ReportFormat, _ style: TextStyle) -> String {
    switch format {
    case .text: TextRenderer(style: style).render(result)
    case .json: JSONRenderer(tool: ToolIdentity(version: Genlock.version)).render(result)
    }
  }
}

/// A report's format.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// How text is coloured.
struct TextOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Colour the text: auto, always or never (NO_COLOR is honoured).", valueName: "when"))
  var color: ColorChoice = .auto

  /// Whether text on the given descriptor is coloured.
  func wantsColor(on descriptor: Int32) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Console.environment("NO_COLOR") == nil && Console.isTerminal(descriptor)
    }
  }

  /// The style of text on standard output.
  var style: TextStyle { TextStyle(color: wantsColor(on: 1), width: Console.width, rows: nil) }
}

/// When text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// `json=report.json`: a format and the file it is written to.
struct ReportDestination: ExpressibleByArgument {
  let format: ReportFormat
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let format = ReportFormat(rawValue: parts[0]), !parts[1].isEmpty else { return nil }
    self.format = format
    self.path = parts[1]
  }

  /// What must be writable: the folder the file lies in, or the thing itself where it is no file (`/dev/stdout`).
  var writable: String {
    if ReportFile.isDevice(path) { return path }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Writes the report.
  func write(_ text: String) throws {
    try ReportFile.write(text, to: path)
  }
}
