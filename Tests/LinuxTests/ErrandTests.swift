import Linux
import Testing

struct ErrandTests {
    @Test func bringsItsResultWheneverItIsAskedFor() throws {
        let quick = try Errand(name: "quick") { 1 }
        let slow = try Errand(name: "slow") {
            waitUntilPassed(.milliseconds(50))
            return 2
        }
        #expect(slow.wait() + quick.wait() == 3)
    }

    @Test func isDoneBesideItsOwner() throws {
        let (asked, answered) = (try Mailbox<Int>(limit: 1), try Mailbox<Int>(limit: 1))
        let errand = try Errand(name: "beside") {
            while true {
                if let number = asked.drain().first { return answered.post(number + 1) }
            }
        }
        _ = asked.post(1)
        #expect(errand.wait())
        #expect(answered.drain() == [2])
    }
}

private func waitUntilPassed(_ duration: Duration) {
    let end = ContinuousClock.now + duration
    while ContinuousClock.now < end {}
}
