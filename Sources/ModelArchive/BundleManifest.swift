import Digests
import Findings
import Glibc

/// What an unpacked bundle held when it was finished, kept beside it.
///
/// A bundle is used again only while its tree still looks the same: same paths, kinds, sizes, execute bits and times of
/// change. One line an entry, the fields separated by tabs, which no accepted name can hold.
struct BundleManifest: Hashable {
  private static let header = "genlock-bundle 1"

  private var lines: [String]

  /// Describes a tree and the findings of its unpacking.
  init(_ entries: [(entry: BundleEntry, modified: Int64)], findings: [Finding]) {
    lines = entries.map { entry, modified in
      switch entry.kind {
      case .directory: "d\t\(entry.path)"
      case .symlink(let target): "l\t\(target)\t\(entry.path)"
      case .file(let size, let isExecutable): "f\t\(isExecutable ? "x" : "-")\t\(size)\t\(modified)\t\(entry.path)"
      }
    }
    lines += findings.map { finding in
      let fields = [finding.rule.rawValue, finding.severity.rawValue, finding.location.entry ?? "", finding.message]
      return "!\t" + fields.map(Self.oneLine).joined(separator: "\t")
    }
  }

  /// Reads a manifest back; nil for text that is not a whole one.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 3, lines.removeFirst() == Self.header, lines.removeLast().isEmpty,
      lines.removeLast() == "end"
    else { return nil }
    self.lines = lines
  }

  /// The manifest as a file: a header, the lines, and a last line that shows it is whole.
  var text: String { ([Self.header] + lines + ["end", ""]).joined(separator: "\n") }

  /// The findings of the unpacking; `file` is the name they carry.
  func findings(file: String) -> [Finding] {
    lines.compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5, fields[0] == "!", let severity = Severity(rawValue: fields[2]),
        let rule = ModelArchiveRules.all.first(where: { $0.code.rawValue == fields[1] })
      else { return nil }
      let location = Location(file: file, entry: fields[3].isEmpty ? nil : fields[3])
      return Finding(rule, fields[4], at: location, severity: severity)
    }
  }

  /// Whether both describe the same tree.
  func hasSameTree(as other: BundleManifest) -> Bool {
    let isTree = { (line: String) in !line.hasPrefix("!") }
    return lines.filter(isTree) == other.lines.filter(isTree)
  }

  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { EntryPath.isMisleading($0) ? " " : $0 }))
  }
}
