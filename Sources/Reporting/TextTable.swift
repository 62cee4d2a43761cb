/// Aligned columns that fit a width: flexible columns shrink first, then the least important ones go.
struct TextTable {
  /// One column.
  struct Column {
    /// The heading.
    var title: String
    /// Whether cells are set flush right.
    var isTrailing = false
    /// How far cells may be cut; nil where they may not.
    var leastWidth: Int?
    /// Whether cells are cut in their middle, as names are, or at their end.
    var isName = false
    /// Columns with the highest number go first where the width is too small; 0 always stays.
    var priority = 0
  }

  /// One cell: its text (neutralised) and its emphasis.
  struct Cell {
    var text: String
    var emphasis: TextStyle.Emphasis?

    init(_ text: String, _ emphasis: TextStyle.Emphasis? = nil) {
      self.text = text
      self.emphasis = emphasis
    }
  }

  var columns: [Column]
  var rows: [[Cell]] = []
  private let gap = 2

  init(columns: [Column]) { self.columns = columns }

  /// The heading and every row, each indented by `indent`, without trailing spaces; columns without any text are left
  /// out.
  func lines(style: TextStyle, indent: Int = 2) -> [String] {
    let shown = layout(width: style.width - indent)
    let heading = columns.map { Cell($0.title, .faint) }
    return ([heading] + rows).map { row in
      var line = String(repeating: " ", count: indent)
      for (place, (index, width)) in shown.enumerated() {
        let cell = row[index]
        let column = columns[index]
        let text =
          column.isName ? DisplayText.cutMiddle(cell.text, to: width) : DisplayText.cut(cell.text, to: width)
        let isLast = place == shown.count - 1
        let padded = DisplayText.padded(
          "", to: isLast && !column.isTrailing ? 0 : width - DisplayText.width(text))
        let painted = cell.emphasis.map { style.paint(text, $0) } ?? text
        line += column.isTrailing ? padded + painted : painted + padded
        if !isLast { line += String(repeating: " ", count: gap) }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The columns to show, by index, and their widths.
  private func layout(width: Int) -> [(index: Int, width: Int)] {
    var shown = columns.indices.filter { index in rows.contains { !$0[index].text.isEmpty } }
    let natural = columns.indices.map { index in
      rows.reduce(DisplayText.width(columns[index].title)) { max($0, DisplayText.width($1[index].text)) }
    }
    let least = columns.indices.map { min(natural[$0], columns[$0].leastWidth ?? natural[$0]) }
    let total = { (widths: [Int], shown: [Int]) in shown.reduce(gap * max(0, shown.count - 1)) { $0 + widths[$1] } }
    while total(least, shown) > width, let last = shown.max(by: { columns[$0].priority < columns[$1].priority }),
      columns[last].priority > 0
    {
      shown.removeAll { $0 == last }
    }
    var widths = natural
    var excess = total(widths, shown) - width
    for index in shown.reversed() where excess > 0 && columns[index].leastWidth != nil {
      let taken = min(excess, widths[index] - least[index])
      widths[index] -= taken
      excess -= taken
    }
    return shown.map { ($0, widths[$0]) }
  }
}
