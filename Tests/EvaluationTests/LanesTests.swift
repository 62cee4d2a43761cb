import Glibc
import Testing

@testable import Evaluation

@Suite("Lanes")
struct LanesTests {
  @Test("results are folded in item order whatever the number of lanes", arguments: [1, 2, 3, 16])
  func order(jobs: Int) {
    var folded: [Int] = []
    Lanes.run(
      Array(0..<100), jobs: jobs, makeLane: { 7 },
      body: { (lane: Int, item: Int) -> Int in
        usleep(UInt32((item * 37) % 11) * 100)
        return item * lane
      },
      fold: { index, result in
        #expect(result == index * 7)
        folded.append(index)
        return true
      })
    #expect(folded == Array(0..<100))
  }

  @Test("stopping takes no further items and folds what was begun")
  func stop() {
    var folded = 0
    Lanes.run(
      Array(0..<10_000), jobs: 2, makeLane: { () }, body: { (_: Void, item: Int) -> Int in item },
      fold: { index, _ in
        folded += 1
        return index < 20
      })
    #expect(folded > 20)
    #expect(folded < 100)
  }

  @Test("no items is no work")
  func empty() {
    Lanes.run(
      [Int](), jobs: 4, makeLane: { () }, body: { (_: Void, item: Int) -> Int in item },
      fold: { _, _ in
        Issue.record("nothing to fold")
        return true
      })
  }
}
