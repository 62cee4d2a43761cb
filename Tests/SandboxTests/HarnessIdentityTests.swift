import Glibc
import Testing

@testable import Sandbox

/// Names of control groups that tell whose they are.
struct HarnessIdentityTests {
  @Test func nameReadsBack() throws {
    let identity = try #require(HarnessIdentity.current())
    #expect(identity.process == getpid())
    #expect(identity.isAlive)
    #expect(HarnessIdentity(groupName: identity.groupName(run: 12)) == identity)
  }

  @Test func anotherStartTimeIsAnotherProcess() throws {
    var identity = try #require(HarnessIdentity.current())
    identity.start += "0"
    #expect(!identity.isAlive)
  }

  @Test(arguments: [
    "", "genlock", "genlock-1-2-3", "genlock-1-x-3-4", "genlock-1-2-3-x", "other-1-2-3-4", "genlock-1-2-3-4-5",
    "user.slice", "genlock-1-99999999999-3-4",
  ])
  func strangersNamesAreNotOurs(_ name: String) {
    #expect(HarnessIdentity(groupName: name) == nil)
  }
}
