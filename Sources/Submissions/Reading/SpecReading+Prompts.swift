import Findings
import PositionedYAML
import Tracks

/// The prompts of a run with the numbers that multiply and seed them.
struct PlannedPrompts {
  var prompts: [Prompt]
  var samples: Int
  var seed: UInt32
}

extension SpecReading {
  /// The fields of `prompts`, with the organiser's in their place.
  mutating func prompts(_ fields: MappingFields, track: Track?) -> PlannedPrompts? {
    let field = fields.optional("prompts")
    let section = field?.mapping(keys: SubmissionKeys.prompts)
    let given = section?.atMostOne(of: SubmissionKeys.promptSources)
    let samples = samples(section)
    let seed = seed(section)
    let prompts: [Prompt]?
    if let path = overrides.promptsFile {
      replaced.append("prompts: \(given.map { Self.words($0) } ?? "not given") -> file \(path)")
      prompts = track.flatMap { self.prompts(replacedBy: path, track: $0) }
    } else if let given {
      prompts = self.prompts(given, track: track)
    } else if case .unconditional(let count) = track?.input {
      prompts = Self.unconditional(count)
    } else {
      prompts = nil
      // With a section that is not a mapping, or a track that is not known, there is a finding already.
      if let track, field == nil || section != nil { missing(in: section ?? fields, track: track) }
    }
    guard let prompts, let samples, let seed else { return nil }
    guard prompts.count * samples <= PromptCount.mostSamples else {
      reader.report(
        PromptCount.rule,
        "\(prompts.count) prompts with \(samples) samples each are more than \(PromptCount.mostSamples) samples",
        at: fields.keyRange("prompts"), help: "ask for fewer samples")
      return nil
    }
    return PlannedPrompts(prompts: prompts, samples: samples, seed: seed)
  }

  private func missing(in fields: MappingFields, track: Track) {
    let isSection = fields.field.path == "prompts"
    let source = track.input == .audio ? "inputs" : "file"
    let example = track.input == .audio ? "{inputs: ./inputs}" : "{file: prompts.txt}"
    fields.missing(isSection ? source : "prompts", help: "such as `prompts: \(example)`")
  }

  private static func words(_ given: (key: String, value: Field)) -> String {
    guard let text = given.value.rawText else { return given.key }
    return "\(given.key) \(text)"
  }

  // MARK: Numbers

  private mutating func samples(_ section: MappingFields?) -> Int? {
    let own = section?.optional("samples").map { $0.integer(in: 1...1000) } ?? 1
    guard let flag = overrides.samples else { return own }
    replaced.append("samples: \(own.map(String.init) ?? "not given") -> \(flag)")
    let reading = CommandLineText(flag: "--samples", text: "\(flag)").scalar("\(flag)", path: "--samples")
    let value = reading.field.integer(in: 1...1000)
    reading.reader.findings.forEach { reader.report($0) }
    return value
  }

  private mutating func seed(_ section: MappingFields?) -> UInt32? {
    let own = section?.optional("seed").map { $0.integer(in: 0...Int(UInt32.max)) } ?? 0
    guard let flag = overrides.seed else { return own.map { UInt32($0) } }
    replaced.append("seed: \(own.map(String.init) ?? "not given") -> \(flag)")
    return flag
  }

  static func unconditional(_ count: Int) -> [Prompt] {
    let rows = (0..<count).map { PromptRow(line: $0 + 1) }
    // Rows without ids, texts or seeds have nothing to report.
    return PromptJudge(needsText: false, place: { "\($0.line)" }).prompts(of: rows) { _, _, _ in }
  }

  // MARK: Sources

  private func prompts(_ given: (key: String, value: Field), track: Track?) -> [Prompt]? {
    guard fits(given, track: track) else { return nil }
    let field = given.value
    switch given.key {
    case "file":
      return folder.resolve(field, as: .file).flatMap { path in
        guard let text = field.rawText else { return nil }
        return read(PromptFile(path: path, shownName: source.shownName(of: text), purpose: .texts))
      }
    case "list": return list(field)
    case "count": return field.integer(in: 1...PromptCount.most).map { Self.unconditional($0) }
    default: return folder.resolve(field, as: .fileOrFolder).flatMap { inputs(path: $0, at: field) }
    }
  }

  /// Whether the kind of prompts is the track's; a count other than the track's own gets a warning.
  private func fits(_ given: (key: String, value: Field), track: Track?) -> Bool {
    guard let track else { return true }
    switch (track.input, given.key) {
    case (.prompts, "file"), (.prompts, "list"), (.audio, "inputs"): return true
    case (.unconditional(let count), "count"):
      if let asked = given.value.rawText, Int(asked) != count {
        given.value.report(
          PromptsDoNotFit.rule,
          "`prompts.count` is \(asked.shownInMessage); the track `\(track.name)` asks for \(count)",
          help: "leave `count` out for the track's own", severity: .warning)
      }
      return true
    default:
      given.value.report(
        PromptsDoNotFit.rule, PromptsDoNotFit.message("prompts.\(given.key)", track: track.name, wanted: track.wanted))
      return false
    }
  }

  private func read(_ file: PromptFile) -> [Prompt]? {
    let prompts = file.prompts { reader.report($0) }
    return prompts.isEmpty ? nil : prompts
  }

  private func list(_ field: Field) -> [Prompt]? {
    guard let elements = field.elements(expected: "a list of prompts") else { return nil }
    if elements.isEmpty { field.report(PromptCount.rule, "the list has no prompts", help: "add one") }
    let rows = elements.enumerated().compactMap { index, element in
      element.text().map { PromptRow(line: index, prompt: $0) }
    }
    let judge = PromptJudge(needsText: true, place: { "element \($0.line)" })
    let prompts = judge.prompts(of: rows) { row, rule, message in elements[row.line].report(rule, message) }
    return prompts.count == elements.count ? prompts : nil
  }

  // MARK: Sounds

  private func inputs(path: String, at field: Field) -> [Prompt]? {
    guard let text = field.rawText else { return nil }
    let shown = source.shownName(of: text)
    if let names = InputFolder.names(in: path) {
      return inputs(names, in: path, shownName: shown)
    }
    let parent = text.split(separator: "/").dropLast().joined(separator: "/")
    let sounds = PromptFile.Purpose.sounds { entry in
      let entry = parent.isEmpty || entry.hasPrefix("/") ? entry : "\(parent)/\(entry)"
      switch folder.locate(entry, as: .file) {
      case .inside(let absolute): return Self.sound(absolute, written: entry)
      case .outside(let why): return .refused(PathOutside.rule, "`\(entry.shownInMessage)` \(why)")
      case .unusable(let why): return .refused(PathUnusable.rule, "`\(entry.shownInMessage)`: \(why)")
      }
    }
    return read(PromptFile(path: path, shownName: shown, purpose: sounds))
  }

  private func inputs(_ names: [String], in path: String, shownName: String) -> [Prompt]? {
    let location = Location(file: shownName)
    guard (1...PromptCount.most).contains(names.count) else {
      let message = names.isEmpty ? "the folder has no WAV files" : "the folder has more than 100000 WAV files"
      reader.report(Finding(PromptCount.rule, message, at: location))
      return nil
    }
    let inside = SubmissionFolder(path: path)
    let rows = names.enumerated().map { index, name in
      var row = PromptRow(line: index, id: String(name.dropLast(4)))
      switch inside.locate(name, as: .file) {
      case .inside(let absolute) where InputFolder.isWAV(absolute): row.audio = absolute
      case .inside:
        reader.report(Finding(InputNotWAV.rule, InputNotWAV.message(name), at: location))
      case .outside(let why):
        reader.report(Finding(PathOutside.rule, "`\(name.shownInMessage)` \(why)", at: location))
      case .unusable(let why):
        reader.report(Finding(PathUnusable.rule, "`\(name.shownInMessage)`: \(why)", at: location))
      }
      return row
    }
    let judge = PromptJudge(needsText: false, place: { names[$0.line] })
    let prompts = judge.prompts(of: rows) { _, rule, message in
      reader.report(Finding(rule, message, at: location))
    }
    return prompts.count == names.count && prompts.allSatisfy { $0.audio != nil } ? prompts : nil
  }

  private static func sound(_ absolute: String, written: String) -> PromptFile.InputPath {
    InputFolder.isWAV(absolute) ? .found(absolute) : .refused(InputNotWAV.rule, InputNotWAV.message(written))
  }

  // MARK: The organiser's prompts

  /// The prompts of `--prompts`: the organiser's own files, wherever they are.
  private func prompts(replacedBy path: String, track: Track) -> [Prompt]? {
    let flag = "--prompts"
    if case .unconditional = track.input {
      let message = PromptsDoNotFit.message(flag, track: track.name, wanted: track.wanted)
      reader.report(Finding(PromptsDoNotFit.rule, message, at: Location(file: flag)))
      return nil
    }
    guard let absolute = realPath(path) else {
      reader.report(PathUnusable.finding(flag: flag, path: path, why: "there is no such file or folder"))
      return nil
    }
    guard track.input == .audio else {
      return read(PromptFile(path: absolute, shownName: path, purpose: .texts))
    }
    if let names = InputFolder.names(in: absolute) { return inputs(names, in: absolute, shownName: path) }
    let parent = absolute[..<(absolute.lastIndex(of: "/") ?? absolute.startIndex)]
    let sounds = PromptFile.Purpose.sounds { entry in
      realPath(entry.hasPrefix("/") ? entry : "\(parent)/\(entry)").map { Self.sound($0, written: entry) }
        ?? .refused(PathUnusable.rule, "`\(entry.shownInMessage)`: there is no such file")
    }
    return read(PromptFile(path: absolute, shownName: path, purpose: sounds))
  }
}

extension Track {
  /// The kind of prompts in words.
  var wanted: String {
    switch input {
    case .prompts: "text (`file` or `list`)"
    case .unconditional: "nothing but seeds (`count`)"
    case .audio: "sounds (`inputs`)"
    }
  }
}
