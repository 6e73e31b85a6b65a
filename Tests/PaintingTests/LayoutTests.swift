import KioskCore
import Painting
import Scenes
import Surveys
import Testing

/// A2 and A3 with the real fonts, on every screen × language × state × panel.
@MainActor struct LayoutTests {
    /// What is wrong on any scene of `glass`, one line each.
    private func faults(
        _ glass: Gallery.Glass, _ check: (_ scene: Scene, _ complain: (String) -> Void) -> Void
    ) throws -> [String] {
        let gallery = try Gallery()
        var faults: [String] = []
        for theme in [Theme.day, .contrast] {
            for language in Gallery.languages {
                for (name, model) in gallery.models(language) {
                    check(gallery.scene(glass, theme, model)) { fault in
                        faults.append("\(theme.name) \(name) \(language.rawValue): \(fault)")
                    }
                }
            }
        }
        return Array(faults.prefix(5))
    }

    @Test(arguments: Gallery.Glass.claimed)
    func noTextIsClippedOrSmallerThanItsPanelAllows(glass: Gallery.Glass) throws {
        let least = glass.panel.leastCapital.value * glass.panel.pixelsPerMillimetre
        let faults = try faults(glass) { scene, complain in
            for run in scene.texts {
                if run.capital < least - 0.001 { complain("\"\(run.text)\" is small") }
                if !scene.bounds.contains(run.ink) { complain("\"\(run.text)\" leaves the glass") }
            }
        }
        #expect(faults == [])
    }

    @Test(arguments: Gallery.Glass.claimed)
    func everyTextStandsWhollyOnItsKeyOrOffAllKeys(glass: Gallery.Glass) throws {
        let faults = try faults(glass) { scene, complain in crowded(scene).forEach(complain) }
        #expect(faults == [])
    }

    /// Texts that stand on a key without air around them.
    private func crowded(_ scene: Scene) -> [String] {
        scene.texts.flatMap { run in
            // Numerals fill more of their keys than words.
            let air = (run.face == .numeral ? 0.15 : 0.28) * run.capital
            let word = Rect(x: run.x, y: run.baseline - run.capital, width: run.width, height: run.capital)
            return scene.hitMap.regions.filter { region in
                region.rect.intersection(run.ink) != nil
                    && !region.rect.outward.grown(by: -air).contains(word)
            }.map { "\"\(run.text)\" touches the edge of \($0.target)" }
        }
    }

    @Test(arguments: Gallery.Glass.claimed)
    func noTwoTextsRunIntoEachOther(glass: Gallery.Glass) throws {
        let faults = try faults(glass) { scene, complain in
            for (index, run) in scene.texts.enumerated() {
                for other in scene.texts[(index + 1)...] where run.ink.intersection(other.ink) != nil {
                    complain("\"\(run.text)\" runs into \"\(other.text)\"")
                }
            }
        }
        #expect(faults == [])
    }

    @Test(arguments: Gallery.Glass.claimed)
    func everyKeyIsLargeEnoughAndFarEnoughFromTheNext(glass: Gallery.Glass) throws {
        let perMillimetre = glass.panel.pixelsPerMillimetre
        let faults = try faults(glass) { scene, complain in
            for (index, region) in scene.hitMap.regions.enumerated() {
                let (rect, isScale) = (region.rect, region.target.isScale)
                let smallest = (isScale ? 16.5 : 20) * perMillimetre - 0.01
                if min(rect.width, rect.height) < smallest { complain("\(region.target) is small") }
                if !scene.bounds.contains(rect) { complain("\(region.target) leaves the glass") }
                for other in scene.hitMap.regions[(index + 1)...] {
                    let gap = (isScale && other.target.isScale ? 3.2 : 4) * perMillimetre - 0.01
                    if rect.distance(to: other.rect) < gap {
                        complain("\(region.target) is too close to \(other.target)")
                    }
                }
            }
        }
        #expect(faults == [])
    }

    /// The control: a word that no bar can hold is seen.
    @Test func aWordTooLongForItsKeyIsSeen() throws {
        let gallery = try Gallery()
        var phrases = gallery.phrases
        // Too long for a bar of its own, and for that of the question alone.
        for phrase in [Phrase.next, .toAnswers] {
            phrases.phrases[.finnish]?[phrase] = String(repeating: "Seuraavaan", count: 4)
        }
        let screens = Screens(
            panel: Gallery.Glass.tenPortrait.panel, theme: .day, phrases: phrases, measure: gallery.painter)
        #expect(crowded(screens.scene(for: gallery.model(chosen: 8, .finnish))) != [])
    }

    @Test(arguments: Gallery.Glass.allCases)
    func keysKeepTheirPlacesWhateverIsChosenOrPressed(glass: Gallery.Glass) throws {
        let gallery = try Gallery()
        for language in Gallery.languages {
            let rest = gallery.scene(glass, .day, gallery.model(chosen: nil, language))
            for point in 0...10 {
                let chosen = gallery.scene(glass, .day, gallery.model(chosen: point, language))
                for region in rest.hitMap.regions {
                    #expect(chosen.hitMap.rect(of: region.target) == region.rect)
                }
            }
        }
    }

    @Test(arguments: Gallery.Glass.allCases)
    func noTwoKeysOverlapOnAnyPanel(glass: Gallery.Glass) throws {
        let gallery = try Gallery()
        for (name, model) in gallery.models(.swedish) {
            let regions = gallery.scene(glass, .day, model).hitMap.regions
            for (index, region) in regions.enumerated() {
                for other in regions[(index + 1)...] {
                    let shared = region.rect.grown(by: -0.01).intersection(other.rect)
                    #expect(shared == nil, "\(name): \(region.target) and \(other.target)")
                }
            }
        }
    }
}

extension Gallery {
    func model(chosen: Int?, _ language: Language) -> ScreenModel {
        ScreenModel(screen: .question(asked(chosen: chosen)), language: language)
    }
}

extension Scene {
    var texts: [TextRun] {
        elements.compactMap { if case .text(let run) = $0 { run } else { nil } }
    }
}

extension Target {
    var isScale: Bool { rawValue.hasPrefix("scale.") }
}

extension TextRun {
    /// From the ring of Å to the tail of g; closer than ``bounds``.
    var ink: Rect {
        Rect(x: x, y: baseline - 1.25 * capital, width: width, height: 1.53 * capital)
    }
}

extension Rect {
    /// The gap between two rectangles, along the axis on which they lie apart.
    func distance(to other: Rect) -> Double {
        max(other.x - maxX, x - other.maxX, other.y - maxY, y - other.maxY)
    }
}
