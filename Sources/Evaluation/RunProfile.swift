import Digests
import Features
import Findings
import FormatRules
import ModelArchive
import Quantities
import Sandbox
import Submissions
import Tracks

/// Everything that can change a verdict or a number, frozen as text and digested.
///
/// Two runs with equal profiles judged the same thing the same way; `resume` refuses where they differ and says which
/// facts do.
struct RunProfile: Sendable, Equatable {
  /// The facts, `name: value`, in a fixed order.
  var facts: [String]

  /// The digest over all facts.
  var digest: SHA256Digest { SHA256Digest.of(facts.joined(separator: "\n")) }

  /// The facts that differ from `other`, for people: `limits.prompt: 5 s here, 10 s there`.
  func differences(from other: RunProfile) -> [String] {
    let there = Dictionary(other.facts.map(Self.split), uniquingKeysWith: { first, _ in first })
    let here = Dictionary(facts.map(Self.split), uniquingKeysWith: { first, _ in first })
    let names = Set(there.keys).union(here.keys).sorted()
    return names.filter { there[$0] != here[$0] }.map {
      "\($0): \(here[$0] ?? "nothing") here, \(there[$0] ?? "nothing") there"
    }
  }

  private static func split(_ fact: String) -> (String, String) {
    guard let colon = fact.firstIndex(of: ":") else { return (fact, "") }
    return (String(fact[..<colon]), String(fact[fact.index(after: colon)...].drop { $0 == " " }))
  }

  /// Freezes a plan with the engine it runs on.
  init(
    tool: String, plan: RunPlan, specDigest: SHA256Digest,
    engine: any Engine, metrics: [String]
  ) {
    let submission = plan.submission
    let limits = submission.limits
    let prompts = plan.samples.map {
      "\($0.id)\u{1f}\($0.prompt.text ?? "")\u{1f}\($0.prompt.audio ?? "")\u{1f}\($0.seed)"
    }
    let environment = submission.model.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    facts = [
      "tool: \(tool)",
      "spec: \(specDigest.hexadecimal)",
      "track: \(submission.track.name) version \(submission.track.version)",
      "track text: \(SHA256Digest.of(submission.track.canonicalText).hexadecimal)",
      "bundle: \(plan.bundle?.digest.hexadecimal ?? "none")",
      "image: \(submission.model.image)",
      "mode: \(submission.model.mode.rawValue)",
      "command: \(SHA256Digest.of(submission.model.command.joined(separator: "\u{1f}")).hexadecimal)",
      "environment: \(SHA256Digest.of(environment.joined(separator: "\u{1f}")).hexadecimal)",
      "engine: \(engine.name)",
      "abilities: \(Self.describe(engine.abilities))",
      "limits.load: \(limits.load.brief)",
      "limits.prompt: \(limits.prompt.brief)",
      "limits.total: \(limits.total?.brief ?? "none")",
      "limits.cpu-time: \(limits.cpuTime?.brief ?? "none")",
      "limits.memory: \(limits.memory.map { "\($0.bytes)" } ?? "none")",
      "limits.cpus: \(limits.cpus.map { "\($0)" } ?? "none")",
      "limits.processes: \(limits.processes)",
      "limits.shm: \(limits.shm.bytes)",
      "limits.scratch: \(limits.scratch.bytes)",
      "limits.output: \(limits.output.bytes)",
      "limits.gpus: \(limits.gpus)",
      "prompts: \(SHA256Digest.of(prompts.joined(separator: "\u{1e}")).hexadecimal)",
      "samples: \(prompts.count)",
      "seed: \(submission.seed)",
      "metrics: \(metrics.joined(separator: " "))",
      "rules: \(Self.rulesDigest.hexadecimal)",
      "alignment: \(AlignmentExtractor.revision)",
    ]
  }

  /// A profile read back from a manifest.
  init(facts: [String]) { self.facts = facts }

  /// The digest over the text of every format rule: a rule whose check changes changes its prose.
  private static var rulesDigest: SHA256Digest {
    let texts = FormatRuleCatalogue.all.map { "\($0.code) \($0.severity.rawValue) \($0.summary) \($0.explanation)" }
    return SHA256Digest.of(texts.joined(separator: "\u{1e}"))
  }

  private static func describe(_ abilities: EngineAbilities) -> String {
    abilities.limits.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value.rawValue)" }.joined(separator: " ")
  }
}
