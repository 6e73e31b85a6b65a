import Intake
import Testing

@Suite struct VerdictTests {
    @Test(arguments: [
        (nil, Verdict.stored), ("aa", .same), ("bb", .conflict), ("", .conflict),
    ])
    func letsTheFirstWriteWin(stored: String?, verdict: Verdict) {
        #expect(Verdict(sha256: "aa", stored: stored) == verdict)
    }
}
