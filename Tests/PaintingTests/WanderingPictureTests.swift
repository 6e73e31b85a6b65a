import KioskCore
import Scenes
import Surveys
import Testing

@MainActor struct WanderingPictureTests {
    @Test(arguments: Gallery.Glass.claimed)
    func theGreetingStaysWithinThreeMillimetresAndOpensNoEdge(glass: Gallery.Glass) throws {
        let gallery = try Gallery()
        var model = ScreenModel(screen: .attract(languages: Gallery.languages), language: .finnish)
        let rest = gallery.scene(glass, .day, model)
        let start = try #require(rest.hitMap.rect(of: Key.start.target))
        let sky = try #require(Self.sky(of: rest))
        var places: Set<[Int]> = []
        for step in 0..<300 {
            model.wandered = step
            let scene = gallery.scene(glass, .day, model)
            let moved = try #require(scene.hitMap.rect(of: Key.start.target))
            let way = [Int(moved.x - start.x), Int(moved.y - start.y)]
            let most = Int(3 * glass.panel.pixelsPerMillimetre)
            #expect(way.allSatisfy { abs($0) <= most })
            #expect(abs(moved.width - start.width) < 0.001 && abs(moved.height - start.height) < 0.001)
            places.insert(way)
            let wandered = try #require(Self.sky(of: scene))
            #expect([wandered.x, wandered.y, wandered.maxX] == [sky.x, sky.y, sky.maxX])
        }
        #expect(places.contains([0, 0]) && places.count > 30)
    }

    /// The first thing that reaches from edge to edge.
    private static func sky(of scene: Scene) -> Rect? {
        scene.elements.map(\.bounds).first { $0.x <= 0 && $0.y <= 0 && $0.maxX >= scene.bounds.maxX }
    }
}
