import Foundation
import KioskCore
import Scenes
import Surveys
import Testing

/// What the screens promise whatever the font: order, places, equal answers.
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

    /// A3: taps scatter by 3.36 mm around the key aimed at (`look.md` §6).
    @Test(arguments: [landscape, portrait])
    func oneTapInFiveHundredAtMostLandsOnANeighbour(panel: Panel) {
        let regions = Self.scene(panel, chosen: 5).hitMap.regions
        let worst = regions.map { aimed in (aimed, Self.astray(from: aimed, among: regions)) }
            .max { $0.1 < $1.1 }
        guard let (key, share) = worst else { return }
        print("tap cloud \(panel.widthPixels)×\(panel.heightPixels): \(share * 100) % beside \(key.target)")
        #expect(regions.count == (panel == Self.landscape ? 15 : 14))
        #expect(share <= 0.002)
    }

    /// The control: keys that touch are told from keys with gaps.
    @Test func touchingKeysWouldLoseMoreTapsToNeighbours() {
        var regions = Self.scene(Self.landscape).hitMap.regions
        for index in regions.indices { regions[index].rect = regions[index].rect.grown(by: 9.4) }
        #expect(Self.astray(from: regions[5], among: regions) > 0.002)
    }

    /// The share of taps aimed at the middle of one key that land on another.
    private static func astray(from aimed: HitMap.Region, among regions: [HitMap.Region]) -> Double {
        let spread = 3.36 * landscape.pixelsPerMillimetre
        func share(_ from: Double, _ to: Double, around middle: Double) -> Double {
            (erf((to - middle) / (spread * 2.0.squareRoot()))
                - erf((from - middle) / (spread * 2.0.squareRoot()))) / 2
        }
        let x = aimed.rect.x + aimed.rect.width / 2
        let y = aimed.rect.y + aimed.rect.height / 2
        return regions.filter { $0.target != aimed.target }.reduce(0) { sum, other in
            sum + share(other.rect.x, other.rect.maxX, around: x)
                * share(other.rect.y, other.rect.maxY, around: y)
        }
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

    @Test(arguments: [landscape, portrait])
    func noAnswerIsLargerOrLouderThanAnother(panel: Panel) {
        let boxes = Self.scene(panel).boxes(of: (0...10).map { .scale($0) })
        #expect(boxes.count == 11)
        let looks = boxes.map { [$0.fill, $0.edge] }
        #expect(Set(looks).count == 1)
        #expect(Set(boxes.map(\.rect.width)).count == 1)
        #expect(Set(boxes.map(\.rect.height)).count == 1)
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

    @Test func skippingIsAsMuchOfAKeyAsGoingBack() {
        let boxes = Self.scene(Self.landscape).boxes(of: [.back, .skip, .cannotSay])
        #expect(boxes.count == 3)
        #expect(Set(boxes.map { [$0.fill, $0.edge] }).count == 1)
        #expect(Set(boxes.map(\.rect.height)).count == 1 && boxes.allSatisfy { $0.rect.width >= 188 })
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
