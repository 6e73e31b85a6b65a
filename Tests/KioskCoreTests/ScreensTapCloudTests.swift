import Foundation
import Scenes
import Surveys
import Testing
import Testkit

/// Fingers that aim at the middle of a key and land around it, 3.36 mm of
/// standard deviation along each axis (`quality.md` A3).
@MainActor struct ScreensTapCloudTests {
    static let spreadMillimetres = 3.36

    @Test(arguments: ["10l", "10p"]) func fewTapsLandOnANeighbour(panel: String) throws {
        for name in ["greeting", "question, 8 chosen"] {
            let picture = try ScreensBench().picture(name, on: panel)
            let worst = Self.worst(picture.scene.hitMap, picture.pixelsPerMillimetre)
            let percent = String(format: "%.3f", worst.share * 100)
            print("tap cloud \(panel) \(name): \(percent) % on a neighbour of \(worst.target)")
            #expect(worst.share <= 0.002)
        }
    }

    /// The control: touching cells of 13.1 mm, as the ruler of the 7-inch panel has.
    @Test func cellsThatTouchAreFarWorse() {
        let cells = (0...10).map {
            HitMap.Region(
                target: Target(rawValue: "scale.\($0)"),
                rect: Rect(x: Double($0) * 13.1, y: 0, width: 13.1, height: 20))
        }
        let worst = Self.worst(HitMap(cells), 1)
        #expect(abs(worst.share - 0.051) < 0.002)
    }

    /// The key whose neighbours catch most of the taps meant for it.
    private static func worst(_ map: HitMap, _ pixelsPerMillimetre: Double) -> (
        target: Target, share: Double
    ) {
        let spread = spreadMillimetres * pixelsPerMillimetre
        let shares = map.regions.map { aim in
            let x = aim.rect.x + aim.rect.width / 2
            let y = aim.rect.y + aim.rect.height / 2
            let share = map.regions.filter { $0.target != aim.target }.reduce(0) {
                $0 + within($1.rect.x - x, $1.rect.maxX - x, spread)
                    * within($1.rect.y - y, $1.rect.maxY - y, spread)
            }
            return (target: aim.target, share: share)
        }
        return shares.max { $0.share < $1.share } ?? (Target(rawValue: ""), 1)
    }

    /// The part of a normal distribution between two places.
    private static func within(_ low: Double, _ high: Double, _ spread: Double) -> Double {
        (erf(high / spread / 2.0.squareRoot()) - erf(low / spread / 2.0.squareRoot())) / 2
    }
}
