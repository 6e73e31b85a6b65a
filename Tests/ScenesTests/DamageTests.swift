import Scenes
import Testing
import Testkit

struct DamageTests {
    @Test func withoutAnEarlierSceneAllIsDamaged() {
        let scene = Scene(widthPixels: 40, heightPixels: 30, background: Color(0))
        #expect(scene.damage(from: nil) == [scene.bounds])
    }

    @Test func anEqualSceneDamagesNothing() {
        var random = SplitMix(seed: 1)
        let scene = Self.scene(&random)
        #expect(scene.damage(from: scene).isEmpty)
    }

    @Test func anotherBackgroundDamagesAll() {
        let scene = Scene(widthPixels: 40, heightPixels: 30, background: Color(0))
        var other = scene
        other.background = Color(1)
        #expect(other.damage(from: scene) == [scene.bounds])
    }

    @Test(arguments: 0..<500) func everyPixelOutsideIsPaintedByTheSameElementsInTheSameOrder(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let earlier = Self.scene(&random)
        let later = Self.changed(earlier, &random)
        let damage = later.damage(from: earlier)
        #expect(Self.differences(earlier, later, outside: damage).isEmpty)
    }

    @Test(arguments: 0..<500) func theRectanglesAreDisjointWholePixelsOfThePanel(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let earlier = Self.scene(&random)
        let later = Self.changed(earlier, &random)
        let damage = later.damage(from: earlier)
        for (index, rect) in damage.enumerated() {
            #expect(rect == rect.outward)
            #expect(later.bounds.contains(rect))
            #expect(damage[..<index].allSatisfy { $0.intersection(rect) == nil })
        }
    }

    /// The control of the property above: with no damage a change is seen.
    @Test func aPixelThatChangedOutsideIsFound() {
        var later = Scene(widthPixels: 40, heightPixels: 30, background: Color(0))
        let earlier = later
        later.elements = [.box(Box(Rect(x: 3, y: 4, width: 1, height: 1), fill: Color(1)))]
        #expect(Self.differences(earlier, later, outside: []) == [PanelPoint(x: 3, y: 4)])
    }

    private static func scene(_ random: inout SplitMix) -> Scene {
        let elements = (0..<Int.random(in: 0...12, using: &random)).map { _ in element(&random) }
        return Scene(widthPixels: 40, heightPixels: 30, background: Color(0), elements: elements)
    }

    private static func element(_ random: inout SplitMix) -> Element {
        let rect = Rect(
            x: .random(in: -5...40, using: &random), y: .random(in: -5...30, using: &random),
            width: .random(in: 1...15, using: &random), height: .random(in: 1...15, using: &random))
        return .box(Box(rect, fill: Color(.random(in: 0...3, using: &random))))
    }

    /// A few elements more, fewer, or elsewhere in the order.
    private static func changed(_ scene: Scene, _ random: inout SplitMix) -> Scene {
        var scene = scene
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...scene.elements.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: scene.elements.insert(element(&random), at: place)
            case 1 where place < scene.elements.count: scene.elements.remove(at: place)
            default: scene.elements.shuffle(using: &random)
            }
        }
        return scene
    }

    /// Pixels outside of `damage` over which the two scenes have different
    /// elements, or the same in another order.
    private static func differences(_ earlier: Scene, _ later: Scene, outside damage: [Rect]) -> [PanelPoint]
    {
        (0..<earlier.widthPixels * earlier.heightPixels).compactMap { index in
            let point = PanelPoint(
                x: Double(index % earlier.widthPixels), y: Double(index / earlier.widthPixels))
            guard !damage.contains(where: { $0.contains(point) }) else { return nil }
            let isSame =
                earlier.elements.filter { $0.bounds.contains(point) }
                == later.elements.filter { $0.bounds.contains(point) }
            return isSame ? nil : point
        }
    }
}
