import Surveys
import Testing
import Testkit

struct NPSTests {
    @Test func hasNoScoreWithoutAnswers() {
        #expect(NPS().count == 0)
        #expect(NPS().score == nil)
        #expect(NPS().band == nil)
    }

    @Test func isTheShareOfPromotersMinusTheShareOfDetractors() {
        // 5 of 10 are promoters, 2 are detractors.
        let nps = NPS([10, 10, 9, 9, 10, 8, 7, 7, 6, 0])
        #expect(nps.count == 10)
        #expect([nps.promoters, nps.passives, nps.detractors] == [5, 3, 2])
        #expect(nps.score == 30)
    }

    @Test(arguments: [(0, -100.0), (6, -100), (7, 0), (8, 0), (9, 100), (10, 100)])
    func countsEveryPointToOneShare(point: Int, score: Double) {
        #expect(NPS([point]).score == score)
    }

    @Test func leavesOutWhatIsNoRecommendation() {
        #expect(NPS([-1, 11, 10]) == NPS([10]))
    }

    @Test(arguments: [
        ([0], NPS.Band.roomForImprovement), ([7], .good), ([9, 7, 7, 7], .good),
        ([9, 9, 9, 7, 7, 7, 7, 7, 7, 7], .veryGood), ([9, 9, 9, 9, 9, 9, 9, 7, 7, 7], .excellent),
        ([10], .excellent),
    ])
    func givesABorderToTheBetterBand(answers: [Int], band: NPS.Band) {
        #expect(NPS(answers).band == band)
    }

    @Test func staysWithinAHundredPointsWhateverIsAnswered() throws {
        var random = SplitMix(seed: 7)
        for _ in 0..<500 {
            let answers = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Int.random(in: 0...10, using: &random)
            }
            let score = try #require(NPS(answers).score)
            #expect((-100...100).contains(score))
            let good = answers.count { $0 >= 9 }
            let bad = answers.count { $0 <= 6 }
            #expect(abs(score * Double(answers.count) - Double(100 * (good - bad))) < 1e-6)
        }
    }
}
