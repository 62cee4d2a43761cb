/// What one sample's process is started with.
public struct ModelArguments: Sendable, Hashable {
  /// Program and arguments, placeholders substituted.
  public var command: [String]
  /// The spec's own variables, and `GENLOCK_*` with the values of the placeholders.
  public var environment: [String: String]
  /// Files shown beneath `/in`: name there to path on the host.
  public var inputs: [String: String]
}

extension ModelSpec {
  /// What the process for `sample` is started with, in per-prompt mode.
  ///
  /// Values are put into the arguments without a shell, and what is put in is not looked at again: a prompt that reads
  /// `{seed}` stays as it is. A placeholder without a value (the prompt of an unconditional track) becomes nothing, and
  /// its variable is not set.
  public func arguments(for sample: PlannedSample) -> ModelArguments {
    var values: [Placeholder: String] = [
      .seed: String(sample.seed), .id: sample.id, .output: "/out/\(sample.id).mp4",
      .audioOutput: "/out/\(sample.id).wav", .outputDirectory: "/out",
    ]
    values[.prompt] = sample.prompt.text
    var inputs: [String: String] = [:]
    if let audio = sample.prompt.audio {
      values[.audio] = "/in/\(sample.prompt.id).wav"
      inputs["\(sample.prompt.id).wav"] = audio
    }
    var variables = environment
    for (placeholder, value) in values { variables[placeholder.variable] = value }
    return ModelArguments(
      command: command.map { PlaceholderTemplate($0).substituting(values) }, environment: variables, inputs: inputs)
  }
}
