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

    @Test(arguments: [(20, 0.2, 0.3), (50, 0.6, 0.1), (200, 0.9, 0.02), (400, 0.33, 0.33)])
    func theIntervalHoldsTheTrueScoreAboutNineteenTimesOfTwenty(people: Int, good: Double, bad: Double) throws
    {
        var random = SplitMix(seed: 41)
        var held = 0
        for _ in 0..<2_000 {
            let answers = (0..<people).map { _ in
                let draw = Double.random(in: 0..<1, using: &random)
                return draw < good ? 10 : draw < good + bad ? 0 : 7
            }
            let interval = try #require(NPS(answers).interval)
            if interval.contains(100 * (good - bad)) { held += 1 }
        }
        #expect((1_860...1_980).contains(held), "\(held) of 2000")
    }

    @Test func theIntervalHoldsTheScoreAndIsNeverCertainty() throws {
        #expect(NPS().interval == nil)
        for count in [1, 2, 10, 1_000] {
            for point in [0, 7, 10] {
                let nps = NPS(Array(repeating: point, count: count))
                let interval = try #require(nps.interval)
                #expect(interval.contains(try #require(nps.score)))
                #expect(interval.upperBound - interval.lowerBound > 0.1)
                #expect((-100...100).contains(interval.lowerBound))
                #expect((-100...100).contains(interval.upperBound))
            }
        }
    }

    @Test func countsAnAnswerManyTimesAtOnce() {
        var nps = NPS()
        nps.add(10, times: 3)
        nps.add(6, times: 2)
        #expect(nps == NPS([10, 10, 10, 0, 0]))
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
