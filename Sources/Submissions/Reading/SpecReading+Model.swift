import PositionedYAML
import Tracks

extension SpecReading {
  /// The fields of `model`.
  func model(_ field: Field, track: Track?) -> ModelSpec? {
    guard let fields = field.mapping(keys: SubmissionKeys.model) else { return nil }
    let source = fields.atMostOne(of: ["archive", "directory"])
    let files = source.map { self.files($0) } ?? ModelSpec.Files.none
    let system = fields.atMostOne(of: ["image", "build", "rootfs"])
    let image = system.map { self.image($0) } ?? .host
    if source == nil, system == nil || system?.value.rawText == "host" { NothingToRun.report(at: field) }
    let mode = fields.optional("mode").map { $0.choice(ModelSpec.Mode.self) } ?? .perPrompt
    let help = "such as `command: [python3, generate.py, \"{prompt}\", \"{output}\"]`"
    let command = fields.required("command", help: help).flatMap { self.command($0, mode: mode, input: track?.input) }
    let environment = fields.optional("env").map { self.environment($0) } ?? [:]
    guard let files, let image, let mode, let command else { return nil }
    return ModelSpec(files: files, image: image, mode: mode, command: command, environment: environment)
  }

  private func files(_ source: (key: String, value: Field)) -> ModelSpec.Files? {
    source.key == "archive"
      ? folder.resolve(source.value, as: .file).map { .archive($0) }
      : folder.resolve(source.value, as: .folder).map { .directory($0) }
  }

  // MARK: Image

  private func image(_ system: (key: String, value: Field)) -> ModelSpec.Image? {
    switch system.key {
    case "build": return folder.resolve(system.value, as: .file).map { .build($0) }
    case "rootfs": return folder.resolve(system.value, as: .folder).map { .rootfs($0) }
    default: break
    }
    let expected = "`host`, the name of an image, or the path of an image archive"
    guard let text = system.value.line(expected: expected) else { return nil }
    if text == "host" { return .host }
    if Self.isImageArchive(text) { return folder.resolve(system.value, as: .file).map { .named($0) } }
    return Self.isImageName(text) ? .named(text) : system.value.invalid(text, expected: expected)
  }

  /// Whether the value is a path: it begins with `.` or `/`, or ends as an archive does.
  static func isImageArchive(_ text: String) -> Bool {
    text.hasPrefix(".") || text.hasPrefix("/")
      || [".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.xz", ".tar.bz2"].contains { text.hasSuffix($0) }
  }

  /// Whether the value has the characters of an image's name; above all, no blank and no hyphen at the start, which an
  /// engine's command line would take for something else.
  static func isImageName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= 512 else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-/:@".unicodeScalars.contains($0))
    }
  }

  // MARK: Command

  private func command(_ field: Field, mode: ModelSpec.Mode?, input: TrackInput?) -> [String]? {
    let help = "write it as a list, one element an argument: `[python3, generate.py, \"{output}\"]`"
    guard let elements = field.elements(expected: "a list of arguments", least: 1, most: 1000, help: help) else {
      return nil
    }
    var named: Set<Placeholder> = []
    var arguments: [String] = []
    for (index, element) in elements.enumerated() {
      guard let text = index == 0 ? element.line(expected: "the name of a program") : element.text() else { continue }
      arguments.append(text)
      for case let piece in PlaceholderTemplate(text).pieces {
        switch piece {
        case .text: break
        case .unknown(let name): UnknownPlaceholder.report(name, at: element)
        case .placeholder(let placeholder):
          named.insert(placeholder)
          if let mode, let why = Self.whyWithoutValue(placeholder, mode: mode, input: input) {
            PlaceholderWithoutValue.report(placeholder, why: why, at: element)
          }
        }
      }
    }
    let writes = named.contains(.output) || named.contains(.outputDirectory)
    if !writes, mode == .perPrompt || mode == .batch { OutputNotNamed.report(at: field) }
    return arguments.count == elements.count ? arguments : nil
  }

  /// Why a placeholder has no value; nil where it has one.
  static func whyWithoutValue(_ placeholder: Placeholder, mode: ModelSpec.Mode, input: TrackInput?) -> String? {
    let known: Set<Placeholder>
    switch mode {
    case .perPrompt: known = [.prompt, .seed, .id, .output, .audioOutput, .audio, .outputDirectory]
    case .worker: known = [.outputDirectory]
    case .batch: known = [.promptsFile, .outputDirectory]
    }
    if !known.contains(placeholder) { return "in `\(mode.rawValue)` mode" }
    switch (placeholder, input) {
    case (.prompt, .unconditional): return "in a track without prompts"
    case (.audio, .prompts), (.audio, .unconditional): return "in a track whose input is not sound"
    default: return nil
    }
  }

  // MARK: Environment

  private func environment(_ field: Field) -> [String: String] {
    guard let entries = field.openMapping(expected: "a mapping of variables to values") else { return [:] }
    var variables: [String: String] = [:]
    for entry in entries {
      if !Self.isVariableName(entry.key) {
        reader.report(EnvironmentName.finding(entry.key, at: entry.keyRange, in: reader.source))
      }
      variables[entry.key] = entry.value.text()
    }
    return variables
  }

  static func isVariableName(_ name: String) -> Bool {
    guard !name.hasPrefix("GENLOCK_"), let first = name.unicodeScalars.first, !("0"..."9").contains(first) else {
      return false
    }
    return name.unicodeScalars.allSatisfy {
      $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
    }
  }
}
