import Scenes
import Testing
import Testkit

/// Every screen in every state, in Finnish, Swedish and English, in both themes,
/// on the lying and the upright 10-inch panel.
@MainActor struct ScreensLayoutTests {
    @Test(arguments: ScreenCheck.allCases) func holdsOnEveryPicture(check: ScreenCheck) throws {
        let pictures = try ScreensBench().pictures()
        for picture in pictures { #expect(check.faults(in: picture) == [], "\(picture.name)") }
    }

    @Test func aWayPastIsAsWideAsTheWayBack() throws {
        let pictures = try ScreensBench().pictures()
        for picture in pictures { #expect(picture.narrowWaysPast == [], "\(picture.name)") }
    }

    @Test func noKeyMovesWhenAChoiceIsMade() throws {
        for panel in ScreensBench.panels {
            let rest = try ScreensBench().picture("question", on: panel.name)
            let chosen = try ScreensBench().picture("question, 8 chosen", on: panel.name)
            for region in rest.scene.hitMap.regions {
                #expect(chosen.scene.hitMap.rect(of: region.target) == region.rect)
            }
        }
    }

    @Test func theUprightPanelOffersOneWayPast() throws {
        let bench = try ScreensBench()
        let lying = try bench.picture("question", on: "10l").scene.hitMap
        let upright = try bench.picture("question", on: "10p").scene.hitMap
        let plain = try bench.picture("question without cannot-say", on: "10p").scene.hitMap
        #expect(lying.rect(of: Target(rawValue: "skip")) != nil)
        #expect(lying.rect(of: Target(rawValue: "cannotSay")) != nil)
        #expect(upright.rect(of: Target(rawValue: "skip")) == nil)
        #expect(upright.rect(of: Target(rawValue: "cannotSay")) != nil)
        #expect(plain.rect(of: Target(rawValue: "skip")) != nil)
    }
}

/// Pictures made wrong on purpose: every check reports them.
@MainActor struct ScreensControlTests {
    typealias Fault = (check: ScreenCheck, told: String, spoil: @Sendable (inout Picture) -> Void)

    nonisolated static let faults: [Fault] = [
        (
            .marksLieInsideTheirKeyOrOffAllKeys, "\"Takaisin\" crosses the edge of back",
            { $0.changeRun("Takaisin") { $0.x -= 60 } }
        ),
        (
            .marksLieInsideTheirKeyOrOffAllKeys, "\"Seuraava\" crosses the edge of next",
            { $0.changeRun("Seuraava") { $0.baseline += 40 } }
        ),
        (
            .marksLieInsideTheirKeyOrOffAllKeys, "\"Kuinka todennäköisesti suosittelisit\" leaves the glass",
            { $0.changeRun("Kuinka todennäköisesti suosittelisit") { $0.width = 1300 } }
        ),
        (
            .linesDoNotOverlap, "\"0\" lies on \"1\"",
            { picture in
                guard let place = picture.runs.first(where: { $0.text == "1" })?.x else { return }
                picture.changeRun("0") { $0.x = place - 4 }
            }
        ),
        (
            .keysLieApartOnTheGlass, "scale.3 overlaps scale.4",
            { $0.changeRegion("scale.3") { $0.width += 20 } }
        ),
        (
            .keysLieApartOnTheGlass, "scale.10 leaves the glass",
            { $0.changeRegion("scale.10") { $0.width += 20 } }
        ),
        (.keysAreLargeEnough, "scale.5 is", { $0.changeRegion("scale.5") { $0.height -= 10 } }),
        (.gapsAreWideEnough, "mm between scale.8 and scale.9", { $0.changeRegion("scale.9") { $0.x -= 4 } }),
        (.noLetterIsTooSmall, "\"Ohita\" is below L", { $0.changeRun("Ohita") { $0.capital -= 1 } }),
        (.readingBeginsWithTheAnswers, "read as", { $0.scene.hitMap.regions.swapAt(0, 13) }),
        (
            .readingBeginsWithTheAnswers, "skip has nothing to say aloud",
            { $0.scene.labels[Target(rawValue: "skip")] = nil }
        ),
        (
            .waysPastEqualTheWayBack, "skip is weaker than back",
            { $0.changeRegion("skip") { $0.height -= 10 } }
        ),
        (
            .waysPastEqualTheWayBack, "skip is weaker than back",
            { $0.changeRun("Ohita") { $0.color = Theme.day.soft } }
        ),
        (
            .answersAreEqual, "scale.9 does not look like scale.0",
            { $0.changeRun("9") { $0.capital += 2 } }
        ),
    ]

    @Test(arguments: faults.indices) func aPictureMadeWrongIsReported(index: Int) throws {
        let fault = Self.faults[index]
        var picture = try ScreensBench().picture("question, 8 chosen", on: "10l")
        #expect(fault.check.faults(in: picture) == [])
        fault.spoil(&picture)
        #expect(fault.check.faults(in: picture).contains { $0.contains(fault.told) })
    }

    @Test func everyCheckHasAControl() {
        #expect(Set(Self.faults.map(\.check)) == Set(ScreenCheck.allCases))
    }
}

extension Picture {
    fileprivate mutating func changeRun(_ text: String, _ change: (inout TextRun) -> Void) {
        for (index, element) in scene.elements.enumerated() {
            guard case .text(var run) = element, run.text == text else { continue }
            change(&run)
            scene.elements[index] = .text(run)
        }
    }

    /// Changes a key: its region and its body alike.
    fileprivate mutating func changeRegion(_ name: String, _ change: (inout Rect) -> Void) {
        guard let key = keys.first(where: { $0.target.rawValue == name }) else { return }
        for index in scene.hitMap.regions.indices where scene.hitMap.regions[index].target == key.target {
            change(&scene.hitMap.regions[index].rect)
        }
        guard let index = scene.elements.firstIndex(of: .box(key.box)) else { return }
        var box = key.box
        change(&box.rect)
        scene.elements[index] = .box(box)
    }
}
