import KioskCore
import Scenes
import Surveys
import Testing

/// What a closed glass says, with the published words.
@MainActor struct ClosedWordsTests {
    @Test(arguments: [
        (Language.finnish, "Avataan maanantaina kello 8", "Avataan tänään kello 8.30"),
        (.swedish, "Öppnar på måndag klockan 8", "Öppnar i dag klockan 8.30"),
        (.english, "Opens on Monday at 8", "Opens today at 8:30"),
    ]) func saysTheDayAndTheHourAsTheLanguageDoes(language: Language, monday: String, today: String) throws {
        #expect(try words(OpeningHours.Opening(.on(.monday), minute: 480), language) == monday)
        #expect(try words(OpeningHours.Opening(.today, minute: 510), language) == today)
        let early = try words(OpeningHours.Opening(.tomorrow, minute: 5), language)
        #expect(early.hasSuffix(language == .english ? "0:05" : "0.05"))
    }

    @Test func saysEveryWeekdayWithAnHour() throws {
        for language in Gallery.languages {
            let sayings = try Weekday.allCases.map {
                try words(OpeningHours.Opening(.on($0), minute: 720), language)
            }
            #expect(Set(sayings).count == 7)
            #expect(sayings.allSatisfy { $0.hasSuffix(" 12") && !$0.contains("{") })
        }
    }

    /// So that words that move to another row leave no pixel lit.
    @Test(arguments: Gallery.Glass.allCases) func theWordsOfOneRowLieApartFromThoseOfAnother(
        glass: Gallery.Glass
    ) throws {
        let gallery = try Gallery()
        let opening = OpeningHours.Opening(.on(.wednesday), minute: 690)
        let rows = (0..<9).map { place in
            gallery.scene(
                glass, .day,
                ScreenModel(
                    screen: .closed(ClosedScreen(opening: opening, place: place)), language: .finnish)
            ).texts.map(\.ink)
        }
        for (place, other) in (0..<9).flatMap({ place in (0..<9).map { (place, $0) } })
        where place / 3 != other / 3 {
            for ink in rows[place] {
                #expect(rows[other].allSatisfy { $0.intersection(ink) == nil }, "\(place) and \(other)")
            }
        }
    }

    private func words(_ opening: OpeningHours.Opening, _ language: Language) throws -> String {
        let model = ScreenModel(screen: .closed(ClosedScreen(opening: opening)), language: language)
        return try Gallery().scene(.tenLandscape, .day, model).texts.dropFirst().map(\.text)
            .joined(separator: " ")
    }
}
