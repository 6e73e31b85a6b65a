import KioskShell
import Surveys
import Testing

struct GlassWatchTests {
    private func at(_ milliseconds: Int) -> Instant { .zero + .milliseconds(milliseconds) }

    /// The clock was read before three seconds of painting: the flip was asked for
    /// just now.
    @Test func takesNoSlowPaintingForALostFlip() {
        var watch = GlassWatch()
        watch.handedOver(at: at(0))
        #expect(watch.isDue(at: at(3_000)))
        let first = watch.isOverdue(at: at(3_000))
        let second = watch.isOverdue(at: at(3_999))
        let last = watch.isOverdue(at: at(4_000))
        #expect([first, second, last] == [false, false, true])
    }

    @Test func waitsTwoSecondsForAFlip() {
        var watch = GlassWatch()
        watch.handedOver(at: at(0))
        let looks = stride(from: 0, through: 2_000, by: 100).map { watch.isOverdue(at: at($0)) }
        #expect(looks == Array(repeating: false, count: 20) + [true])
    }

    @Test func waitsForNothingOnceTheFlipCame() {
        var watch = GlassWatch()
        watch.handedOver(at: at(0))
        watch.flipped()
        #expect(watch.nextDeadline == nil)
        let isOverdue = watch.isOverdue(at: at(9_000))
        #expect(!isOverdue)
    }

    @Test func presentsNothingAfterARefusalBeforeItHasLooked() {
        var watch = GlassWatch()
        watch.refused(at: at(0), retryAfter: .milliseconds(250))
        #expect(!watch.mayPresent)
        #expect(watch.nextDeadline == at(250))
        watch.looked(at: at(250))
        #expect(watch.mayPresent)
    }

    /// A card that stays busy is opened anew in the end.
    @Test func isOverdueAlsoWhenEveryPictureIsRefused() {
        var watch = GlassWatch()
        var looks: [Bool] = []
        for step in 0...8 {
            looks.append(watch.isOverdue(at: at(step * 250)))
            watch.looked(at: at(step * 250))
            watch.refused(at: at(step * 250), retryAfter: .milliseconds(250))
        }
        #expect(looks == Array(repeating: false, count: 8) + [true])
    }
}
