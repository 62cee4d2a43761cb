import Testing

@testable import Submissions

/// Placeholders are replaced once, without a shell.
struct PlaceholderTests {
  private func sample(text: String? = "a dog", audio: String? = nil) -> PlannedSample {
    PlannedSample(id: "0007-1", prompt: Prompt(id: "0007", text: text, audio: audio), seed: 42)
  }

  private func command(_ arguments: [String], _ sample: PlannedSample) -> [String] {
    ModelSpec(files: .none, image: .host, mode: .perPrompt, command: arguments, environment: [:])
      .arguments(for: sample).command
  }

  @Test(arguments: [
    ("{prompt}", "a dog"), ("--p={prompt}!", "--p=a dog!"), ("{seed}{id}", "420007-1"),
    ("{output}", "/out/0007-1.mp4"), ("{audio_output}", "/out/0007-1.wav"), ("{output_dir}", "/out"), ("{audio}", ""),
    ("{{prompt}}", "{prompt}"), ("{{{prompt}}}", "{{prompt}}"), ("{ prompt }", "{ prompt }"), ("{Prompt}", "{Prompt}"),
    ("{}", "{}"), ("{{}}", "{{}}"), ("{", "{"), ("}", "}"), ("{prompt", "{prompt"), ("${HOME}", "${HOME}"),
    ("{\"a\": {seed}}", "{\"a\": 42}"), ("{promt}", "{promt}"), ("", ""), ("{{prompt}", "{a dog"),
  ])
  func `a template`(_ template: String, _ expected: String) {
    #expect(command([template], sample()) == [expected])
  }

  @Test(arguments: ["{seed}", "{{seed}}", "$(rm -rf /)", "; true", "\"'`\\", "a\u{301} 😀", "-rf", "%s\\n"])
  func `a prompt is passed on as it is`(_ text: String) {
    #expect(command(["x {prompt} y"], sample(text: text)) == ["x \(text) y"])
  }

  @Test func `variables carry the same values, and win over the spec's`() {
    let model = ModelSpec(
      files: .none, image: .host, mode: .perPrompt, command: ["run"], environment: ["A": "1", "GENLOCK_SEED": "0"])
    let arguments = model.arguments(for: sample(audio: "/data/x.wav"))
    #expect(
      arguments.environment == [
        "A": "1", "GENLOCK_PROMPT": "a dog", "GENLOCK_SEED": "42", "GENLOCK_ID": "0007-1",
        "GENLOCK_OUTPUT": "/out/0007-1.mp4", "GENLOCK_AUDIO_OUTPUT": "/out/0007-1.wav", "GENLOCK_OUTPUT_DIR": "/out",
        "GENLOCK_AUDIO": "/in/0007.wav",
      ])
    #expect(arguments.inputs == ["0007.wav": "/data/x.wav"])
  }
}
