import Quantities
import Testing

/// Times as people write and read them.
struct DurationTests {
  @Test(arguments: [
    ("250ms", 250), ("120s", 120_000), ("10m", 600_000), ("10min", 600_000), ("6h", 21_600_000), ("1.5h", 5_400_000),
    ("1h30m", 5_400_000), ("1 h 30 m", 5_400_000), ("1d", 86_400_000), ("1m0.5s", 60_500), ("0s", 0),
    ("1h1ms", 3_600_001),
  ])
  func `a time`(_ text: String, _ milliseconds: Int64) {
    #expect(Duration(parsing: text) == .milliseconds(milliseconds))
  }

  @Test(arguments: [
    "", " ", "5", "s", "-5s", "+5s", "5x", "5 sec", "1m1h", "1s1s", ".5s", "1.2.3s", "1e3s", "4000d", "nan", "infs",
    "5S",
    "1h30", "٥s",
  ])
  func `not a time`(_ text: String) { #expect(Duration(parsing: text) == nil) }

  @Test(arguments: [
    (0, "0 ms"), (850, "850 ms"), (12_400, "12.4 s"), (12_000, "12 s"), (60_000, "1 min"), (200_000, "3m20s"),
    (65_000, "1m05s"), (3_600_000, "1 h"), (3_900_000, "1h05m"), (36_000_000, "10 h"), (86_400_000, "24 h"),
  ])
  func `text for people`(_ milliseconds: Int64, _ text: String) {
    #expect(Duration.milliseconds(milliseconds).brief == text)
  }

  @Test func `seconds`() {
    #expect(Duration.milliseconds(1500).inSeconds == 1.5)
    #expect(Duration.zero.inSeconds == 0)
  }
}
