import KioskCore
import Scenes
import Surveys
import Testing

/// What the screens promise whatever the font: order, names aloud, what a choice and a press look like.
struct ScreensTests {
    static let landscape = Panel(
        widthPixels: 1280, heightPixels: 800, width: Millimetres(217), height: Millimetres(135.6),
        distance: Millimetres(500))
    static let portrait = Panel(
        widthPixels: 800, heightPixels: 1280, width: Millimetres(135.6), height: Millimetres(217),
        distance: Millimetres(500))

    private static let question = Question(
        linkID: "nps", text: LocalizedText([.finnish: "Kuinka todennäköisesti suosittelisit?"]),
        kind: .scale(
            Scale(
                values: 0...10, lowEnd: LocalizedText([.finnish: "En lainkaan"]),
                highEnd: LocalizedText([.finnish: "Erittäin"]))))

    private static func scene(_ panel: Panel, chosen: Int? = nil, pressed: Key? = nil) -> Scene {
        let words = Dictionary(uniqueKeysWithValues: Phrase.allCases.map { ($0, $0.rawValue) })
        let screens = Screens(
            panel: panel, theme: .day, phrases: Phrasebook(names: [:], phrases: [.finnish: words]),
            measure: UniformMeasure())
        let screen = QuestionScreen(
            question: question, index: 0, count: 1, chosen: chosen.map { .scale($0) }, offersBack: true,
            offersNext: chosen != nil)
        return screens.scene(
            for: ScreenModel(screen: .question(screen), language: .finnish, pressed: pressed?.target))
    }

    @Test(arguments: [landscape, portrait])
    func readsFromTheQuestionsLowEndToTheWayOn(panel: Panel) {
        let order = Self.scene(panel, chosen: 5).hitMap.regions.map { Key($0.target) }
        let skips: [Key?] = panel == Self.landscape ? [.skip, .cannotSay] : [.cannotSay]
        #expect(order == (0...10).map { .scale($0) } + [.back] + skips + [.next])
    }

    @Test func everyKeyIsNamedAloudAndTheEndsSayTheirWords() {
        let scene = Self.scene(Self.portrait, chosen: 5)
        #expect(Set(scene.labels.keys) == Set(scene.hitMap.regions.map(\.target)))
        #expect(scene.labels[Key.scale(0).target] == "0, En lainkaan")
        #expect(scene.labels[Key.scale(4).target] == "4")
        #expect(scene.labels[Key.scale(10).target] == "10, Erittäin")
        #expect(scene.labels[Key.next.target] == "next")
    }

    @Test func nothingLooksChosenBeforeAnybodyChose() {
        let scene = Self.scene(Self.landscape)
        #expect(
            !scene.elements.contains {
                if case .shape(let shape) = $0 { shape.name == "tick" } else { false }
            })
        #expect(
            !scene.elements.contains {
                if case .box(let box) = $0 { box.fill == Theme.day.lake } else { false }
            })
    }

    @Test(arguments: 0...10)
    func whatIsChosenIsMarkedByMoreThanColour(point: Int) {
        let scene = Self.scene(Self.portrait, chosen: point)
        let ticks = scene.elements.compactMap { element -> Rect? in
            guard case .shape(let shape) = element, shape.name == "tick" else { return nil }
            return shape.bounds
        }
        #expect(ticks.count == 1)
        #expect(scene.hitMap.rect(of: Key.scale(point).target)?.contains(ticks[0]) == true)
    }

    @Test func aPressedKeySinksByItsFoot() throws {
        let rest = try #require(Self.scene(Self.landscape).boxes(of: [.scale(7)]).first)
        let pressed = try #require(
            Self.scene(Self.landscape, pressed: .scale(7)).boxes(of: [.scale(7)]).first)
        #expect(pressed.rect.y == rest.rect.y + rest.foot)
        #expect(pressed.rect.maxY == rest.rect.maxY && pressed.foot == 0)
        #expect(pressed.fill == Theme.day.mist && pressed.edge == Theme.day.lake)
    }
}

extension Scene {
    /// The bodies of `keys`, in their order.
    fileprivate func boxes(of keys: [Key]) -> [Box] {
        keys.compactMap { key in
            guard let rect = hitMap.rect(of: key.target)?.outward else { return nil }
            return elements.compactMap { element -> Box? in
                guard case .box(let box) = element, rect.contains(box.rect) else { return nil }
                return box
            }.first
        }
    }
}
