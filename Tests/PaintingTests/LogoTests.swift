import KioskCore
import Painting
import Scenes
import Surveys
import Testing

/// The logo of whoever runs the terminal, with the real fonts on every panel.
@MainActor struct LogoTests {
    private static let screens: [ScreenModel.Screen] = [
        .attract(languages: Gallery.languages), .attract(languages: Gallery.languages, offer: Gallery.offer),
        .thanks,
    ]

    /// What the logo of `scene` touches or exceeds, one line each.
    private func faults(_ scene: Scene, on panel: Panel) -> [String] {
        let perMillimetre = panel.pixelsPerMillimetre
        return scene.pictures.flatMap { picture in
            let rect = picture.rect
            var faults: [String] = []
            if rect.width > 60 * perMillimetre || rect.height > 16 * perMillimetre {
                faults.append("\(rect) is too large")
            }
            if !scene.bounds.contains(rect) { faults.append("\(rect) leaves the glass") }
            let near = rect.grown(by: perMillimetre)
            for element in scene.elements where element != .picture(picture) {
                let bounds = if case .text(let run) = element { run.ink } else { element.bounds }
                if bounds.intersection(near) != nil { faults.append("\(rect) touches \(element)") }
            }
            return faults
        }
    }

    @Test(arguments: Gallery.Glass.allCases, [false, true])
    func aLogoTouchesNoKeyTextOrLandscapeAndCostsNoWord(glass: Gallery.Glass, isLarge: Bool) throws {
        let gallery = try Gallery()
        for (width, height) in [(600, 160), (300, 300), (90, 400), (2048, 40)] {
            for (theme, language) in [Theme.day, .contrast].flatMap({ theme in
                Gallery.languages.map { (theme, $0) }
            }) {
                for (place, screen) in Self.screens.enumerated() {
                    var model = ScreenModel(
                        screen: screen, language: language, profile: Profile(isLarge: isLarge))
                    model.wandered = 37 * place
                    let plain = gallery.scene(glass, theme, model)
                    let scene = gallery.scene(glass, theme.with(gallery.logo(width, height)), model)
                    let name = "\(theme.name) \(language.rawValue) \(width)×\(height) \(place)"
                    #expect(faults(scene, on: glass.panel) == [], "\(name)")
                    #expect(scene.faults(on: glass.panel) == plain.faults(on: glass.panel), "\(name)")
                    #expect(scene.hitMap == plain.hitMap, "\(name)")
                    let words = [scene, plain].map { $0.texts.map { "\($0.text) \($0.capital)" } }
                    #expect(words[0] == words[1], "\(name)")
                }
            }
        }
    }

    @Test(arguments: Gallery.Glass.claimed)
    func theGreetingAndTheThanksHaveTheLogoAndNoOtherScreen(glass: Gallery.Glass) throws {
        let gallery = try Gallery()
        let theme = Theme.day.with(gallery.logo(600, 160))
        for (place, screen) in Self.screens.enumerated() {
            // The longest greeting leaves the narrowest panel no room.
            if glass == .tenPortrait, place == 1 { continue }
            let model = ScreenModel(screen: screen, language: .finnish)
            #expect(gallery.scene(glass, theme, model).pictures.count == 1, "\(place)")
        }
        let others =
            gallery.models(.finnish).map(\.model).filter {
                switch $0.screen {
                case .attract, .thanks: false
                default: true
                }
            }
            + [.removed, .profile, .help(HelpScreen(offersLanguages: true)), .languages(Gallery.languages)]
            .map { ScreenModel(screen: $0, language: .finnish) }
        for model in others { #expect(gallery.scene(glass, theme, model).pictures == []) }
    }

    @Test(arguments: Gallery.Glass.allCases) func aVisitorWhoWantsStrongContrastSeesNoLogo(
        glass: Gallery.Glass
    )
        throws
    {
        let gallery = try Gallery()
        let model = ScreenModel(
            screen: .thanks, language: .finnish, profile: Profile(hasContrast: true))
        let scene = gallery.scene(glass, .day.with(gallery.logo(600, 160)), model)
        #expect(scene == gallery.scene(glass, .contrast, model))
    }

    @Test func theLogoWandersWithTheGreeting() throws {
        let gallery = try Gallery()
        let theme = Theme.day.with(gallery.logo(600, 160))
        var model = gallery.greeting()
        let rest = gallery.scene(.tenLandscape, theme, model)
        let start = Key.start.target
        for step in stride(from: 0, to: 140, by: 7) {
            model.wandered = step
            let scene = gallery.scene(.tenLandscape, theme, model)
            let from = try #require(rest.hitMap.rect(of: start))
            let key = try #require(scene.hitMap.rect(of: start))
            let (logo, stood) = (try #require(scene.pictures.first).rect, rest.pictures[0].rect)
            #expect(abs(logo.x - stood.x - (key.x - from.x)) < 0.001)
            #expect(abs(logo.y - stood.y - (key.y - from.y)) < 0.001)
        }
    }

    @Test func whereThereIsNoRoomTheLogoIsLeftOut() throws {
        let gallery = try Gallery()
        let scene = gallery.scene(.tenPortrait, .day.with(gallery.logo(600, 160)), gallery.greeting())
        #expect(scene.pictures == [])
        #expect(scene == gallery.scene(.tenPortrait, .day, gallery.greeting()))
    }

    /// The control: a logo moved down onto the words is reported.
    @Test func aLogoOnTheWordsIsSeen() throws {
        let gallery = try Gallery()
        var scene = gallery.scene(.tenLandscape, .day.with(gallery.logo(600, 160)), gallery.greeting())
        #expect(scene.pictures.count == 1)
        scene.elements = scene.elements.map { element in
            guard case .picture(var picture) = element else { return element }
            picture.rect.x = scene.texts[0].x
            picture.rect.y = scene.texts[0].baseline - 1
            return .picture(picture)
        }
        #expect(faults(scene, on: Gallery.Glass.tenLandscape.panel) != [])
    }

    /// Sixty characters are the most that a theme may give the greeting.
    @Test(arguments: Gallery.Glass.allCases, [false, true])
    func theLongestGreetingOfAThemeLiesWhole(glass: Gallery.Glass, isLarge: Bool) throws {
        let gallery = try Gallery()
        var phrases = gallery.phrases
        let words = ["Hyvinvointialueellemmehan", "palautteenantamispisteell", "kertominen"]
        for phrase in [Phrase.greeting, .greetingDetail] {
            phrases.phrases[.finnish]?[phrase] = words.map { $0.prefix(24) }.joined(separator: " ")
        }
        let screens = Screens(
            panel: glass.panel, theme: .day.with(gallery.logo(600, 160)), phrases: phrases,
            measure: gallery.painter)
        for screen in Self.screens.dropLast() {
            let scene = screens.scene(
                for: ScreenModel(screen: screen, language: .finnish, profile: Profile(isLarge: isLarge)))
            #expect(scene.faults(on: glass.panel) == [] && faults(scene, on: glass.panel) == [])
        }
    }
}
