import Scoring
import Testing

struct MetricCatalogueTests {
  private let svg = MetricIdentifier(base: "av-align", flavour: "svg-2024")

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
    #expect(MetricCatalogue.resolve("av-align", flavours: flavours) == .available(other))
  }

  @Test(arguments: [
    ("av-align@svg-2024+soxr", "av-align@svg-2024+soxr"),
    ("av-align@svg-2024+mp4audio+soxr", "av-align@svg-2024+soxr+mp4audio"),
    ("av-align@tempotokens-2023+mp4audio", "av-align@tempotokens-2023+mp4audio"),
    ("av-align@tempotokens-2025+soxr", "av-align@tempotokens-2025+soxr"),
    ("av-align@javisbench+mp4audio", "av-align@javisbench+mp4audio"),
    ("av-align+soxr", "av-align@svg-2024+soxr"),
  ])
  func variantsStandInOneOrder(name: String, meant: String) throws {
    let identifier = try #require(MetricIdentifier(parsing: meant))
    let resolved = MetricCatalogue.resolve(name, flavours: ["av-align": "av-align@svg-2024"])
    #expect(resolved == .available(identifier))
  }

  @Test(arguments: [
    ("av-align@javisbench+soxr", "av-align@javisbench has no such variant"),
    ("av-align@savgbench+mp4audio", "av-align@savgbench has no such variant"),
    ("av-align@svg-2024+soxr+soxr", "av-align@svg-2024 has no such variant"),
    (
      "av-align@svg-2025",
      "no such flavour; there are av-align@svg-2024, av-align@tempotokens-2023, av-align@tempotokens-2025, "
        + "av-align@savgbench, av-align@javisbench"
    ),
  ])
  func aVariantOrFlavourThatIsNotThereIsUnavailableWithAReason(name: String, reason: String) throws {
    let identifier = try #require(MetricIdentifier(parsing: name))
    #expect(MetricCatalogue.resolve(name) == .unavailable(identifier, reason: reason))
  }

  @Test func withoutATrackABareNameNeedsAFlavour() {
    guard case .unavailable(_, let reason) = MetricCatalogue.resolve("av-align") else {
      Issue.record("av-align was resolved")
      return
    }
    #expect(reason.hasPrefix("name a flavour: av-align@svg-2024, "))
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
