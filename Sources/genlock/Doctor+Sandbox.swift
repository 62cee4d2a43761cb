import Sandbox

extension Doctor {
  /// The engine, by starting it.
  static func sandbox() -> [DoctorCheck] {
    do throws(EngineError) {
      let engine = try BubblewrapEngine()
      return [DoctorCheck("bubblewrap", .ok, engine.abilities.isolation.joined(separator: ", "))]
        + engine.abilities.caveats.map { DoctorCheck("limits", .warning, $0) }
    } catch {
      return [DoctorCheck("bubblewrap", .failure, error.reason, fix: error.help)]
    }
  }
}
