import Reporting

/// One thing that doctor looked at.
struct DoctorCheck {
  /// How it stands.
  enum State: String {
    /// As it should be.
    case ok
    /// It works, with a limit that reports will mention.
    case warning
    /// Something needed does not work.
    case failure
  }

  /// What was looked at.
  let name: String
  /// How it stands.
  let state: State
  /// What was found.
  let detail: String
  /// What to do; nil where nothing needs doing.
  let fix: String?

  init(_ name: String, _ state: State, _ detail: String, fix: String? = nil) {
    self.name = name
    self.state = state
    self.detail = detail
    self.fix = fix
  }

  /// The check for people, one or two lines.
  func text(width: Int) -> String {
    let mark =
      switch state {
      case .ok: "ok  "
      case .warning: "warn"
      case .failure: "FAIL"
      }
    let line = "\(mark)  \(DisplayText.padded(name, to: width))  \(DisplayText.neutralised(detail))\n"
    return line
      + (fix.map { "      \(DisplayText.padded("", to: width))  fix: \(DisplayText.neutralised($0))\n" } ?? "")
  }

  /// The check for programs.
  var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("state", .string(state.rawValue)), .init("detail", .string(detail)),
      .init("fix", fix.map { .string($0) } ?? .null),
    ])
  }
}
