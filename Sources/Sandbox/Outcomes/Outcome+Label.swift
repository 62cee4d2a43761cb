extension Outcome {
  /// The outcome's stable text, as reports and journals carry it: `completed`, `exited(3)`, `signalled(SIGSEGV)`,
  /// `timed-out(prompt)`, `out-of-memory`, ...
  public var label: String {
    switch self {
    case .completed: "completed"
    case .exited(let code): "exited(\(code))"
    case .signalled(let name): "signalled(\(name))"
    case .timedOut(let clock): "timed-out(\(clock.rawValue))"
    case .cpuExceeded: "cpu-exceeded"
    case .outOfMemory: "out-of-memory"
    case .processLimit: "process-limit"
    case .outputMissing: "output-missing"
    case .outputTooLarge: "output-too-large"
    case .outputNotAFile: "output-not-a-file"
    case .protocolViolation: "protocol-violation"
    case .startFailed: "start-failed"
    case .cancelled: "cancelled"
    }
  }

  /// Reads a label; nil for any text that `label` never gives.
  public init?(label: String) {
    if let plain = Self.plain.first(where: { $0.label == label }) {
      self = plain
      return
    }
    guard label.hasSuffix(")"), let open = label.firstIndex(of: "(") else { return nil }
    let argument = label[label.index(after: open)...].dropLast()
    switch label[..<open] {
    case "exited":
      guard let code = Int32(argument), String(code) == argument else { return nil }
      self = .exited(code)
    case "signalled":
      guard !argument.isEmpty, argument.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "+") })
      else { return nil }
      self = .signalled(String(argument))
    case "timed-out":
      guard let clock = WallClock(rawValue: String(argument)) else { return nil }
      self = .timedOut(clock)
    default: return nil
    }
  }

  private static let plain: [Outcome] = [
    .completed, .cpuExceeded, .outOfMemory, .processLimit, .outputMissing, .outputTooLarge, .outputNotAFile,
    .protocolViolation, .startFailed, .cancelled,
  ]
}

extension Outcome: Codable {
  /// Reads the label; any other text is a decoding error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let outcome = Outcome(label: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no outcome is called '\(text)'")
    }
    self = outcome
  }

  /// Writes the label.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(label)
  }
}
