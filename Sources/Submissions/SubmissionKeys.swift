/// The keys of a spec, section by section. The JSON Schema in `Harness/schemas` has the same; a test compares them.
enum SubmissionKeys {
  static let document = ["genlock", "name", "team", "track", "model", "limits", "prompts", "metrics"]
  static let model = ["archive", "directory", "image", "build", "rootfs", "mode", "command", "env"]
  static let limits = [
    "load", "prompt", "total", "cpu_time", "memory", "cpus", "processes", "shm", "scratch", "output", "gpus",
  ]
  static let prompts = ["file", "list", "count", "inputs", "samples", "seed"]
  /// The keys of `prompts` that say what the prompts are; one of them at most.
  static let promptSources = ["file", "list", "count", "inputs"]
}
