import Sandbox

extension Doctor {
  /// Everything the engine stands on.
  static func sandbox() -> [DoctorCheck] {
    SandboxProbe.checks().map { check in
      let state: DoctorCheck.State =
        switch check.state {
        case .ok: .ok
        case .warn: .warning
        case .fail: .failure
        }
      return DoctorCheck(check.name, state, check.detail, fix: check.fix)
    }
  }
}
