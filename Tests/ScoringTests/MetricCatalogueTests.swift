import Scoring
import Testing

struct MetricCatalogueTests {
  private let svg = AVAlignSVG2024.identifier

  @Test func aBareNameResolvesThroughTheTrack() {
    let flavours = ["av-align": "av-align@svg-2024", "fvd": "fvd@styleganv-16f"]
    #expect(MetricCatalogue.resolve("av-align", flavours: flavours) == .available(svg))
    let fvd = MetricIdentifier(base: "fvd", flavour: "styleganv-16f")
    #expect(
      MetricCatalogue.resolve("fvd", flavours: flavours)
        == .unavailable(fvd, reason: "not available in this version"))
  }

  @Test func aFullNameIsTakenAsItStands() {
    let flavours = ["av-align": "av-align@savgbench"]
    #expect(MetricCatalogue.resolve("av-align@svg-2024", flavours: flavours) == .available(svg))
    let other = MetricIdentifier(base: "av-align", flavour: "savgbench")
    #expect(
      MetricCatalogue.resolve("av-align", flavours: flavours)
        == .unavailable(other, reason: "not available in this version"))
  }

  @Test func withoutATrackTheOnlyFlavourThereIsStandsForTheName() {
    #expect(MetricCatalogue.resolve("av-align") == .available(svg))
    #expect(
      MetricCatalogue.resolve("fad")
        == .unavailable(MetricIdentifier(base: "fad", flavour: nil), reason: "not available in this version"))
  }

  @Test(arguments: [
    ("av-aling", "av-align"), ("fvdd", "fvd"), ("imagbind", "imagebind"), ("psnr-hvs-m", nil), ("", nil),
    ("av-align@", nil), ("AV-ALIGN", nil),
  ])
  func anUnknownNameGetsTheNearest(name: String, suggestion: String?) {
    guard case .unknown(let given) = MetricCatalogue.resolve(name) else {
      Issue.record("\(name) was resolved")
      return
    }
    if let suggestion { #expect(given == suggestion) }
  }

  @Test func anUnavailableMetricIsAScoreWithoutAValue() {
    let score = MetricCatalogue.unscored(
      MetricIdentifier(base: "fvd", flavour: "savgbench"), reason: "not available in this version", expected: 5)
    #expect(score.state == .unscored(reason: "not available in this version"))
    #expect(score.value == nil)
    #expect(score.direction == .lower)
    #expect(score.coverage == Coverage(scored: 0, expected: 5))
  }

  @Test func everyAvailableMetricHasADirection() {
    for id in MetricCatalogue.available { #expect(MetricCatalogue.directions[id.base] != nil) }
  }
}

struct MetricIdentifierTests {
  @Test(arguments: ["av-align", "av-align@svg-2024", "av-align@svg-2024+mp4audio+soxr", "fvd@styleganv-16f+mp4"])
  func identifiersReadBack(text: String) {
    #expect(MetricIdentifier(parsing: text)?.description == text)
  }

  @Test(arguments: ["", "@", "a@", "@b", "a@b@c", "a++b", "a+", "A", "a b", "ä"])
  func malformedIdentifiersAreRefused(text: String) {
    #expect(MetricIdentifier(parsing: text) == nil)
  }
}
