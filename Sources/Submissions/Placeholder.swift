/// A word in braces that is replaced in a command before the program starts.
public enum Placeholder: String, Sendable, CaseIterable {
  /// The prompt's text; empty where there is none.
  case prompt
  /// The sample's seed, in decimal digits.
  case seed
  /// The sample's id.
  case id
  /// Where the clip is to be written: `/out/<id>.mp4`.
  case output
  /// Where a WAV may be written: `/out/<id>.wav`.
  case audioOutput = "audio_output"
  /// The input WAV, in tracks whose input is sound: `/in/<prompt>.wav`.
  case audio
  /// The file with all prompts, in batch mode.
  case promptsFile = "prompts_file"
  /// The folder of outputs: `/out`.
  case outputDirectory = "output_dir"

  /// The environment variable that carries the same value.
  public var variable: String { "GENLOCK_\(rawValue.uppercased())" }
}

/// A text with placeholders, cut into pieces once; nothing that is put in is looked at again.
struct PlaceholderTemplate {
  enum Piece: Hashable {
    case text(String)
    case placeholder(Placeholder)
    /// A name in braces that is no placeholder; it stays as it is.
    case unknown(String)
  }

  let pieces: [Piece]

  /// Cuts `text`: `{name}` with a name of small letters and `_` is a placeholder, `{{name}}` is the text `{name}`, and
  /// all other braces are text.
  init(_ text: String) {
    var pieces: [Piece] = []
    var plain = ""
    var rest = Substring(text)
    while let brace = rest.firstIndex(of: "{") {
      plain += rest[..<brace]
      rest = rest[brace...]
      let isEscaped = rest.dropFirst().first == "{"
      let name = rest.dropFirst(isEscaped ? 2 : 1).prefix { $0.isASCII && ($0.isLowercase || $0 == "_") }
      let after = rest[name.endIndex...]
      if isEscaped, !name.isEmpty, after.hasPrefix("}}") {
        plain += "{\(name)}"
        rest = after.dropFirst(2)
      } else if !isEscaped, !name.isEmpty, after.hasPrefix("}") {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(Placeholder(rawValue: String(name)).map { .placeholder($0) } ?? .unknown(String(name)))
        rest = after.dropFirst()
      } else {
        plain += "{"
        rest = rest.dropFirst()
      }
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  /// The text with `values` in place of the placeholders; one without a value becomes nothing.
  func substituting(_ values: [Placeholder: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(let placeholder): values[placeholder] ?? ""
      case .unknown(let name): "{\(name)}"
      }
    }.joined()
  }
}
