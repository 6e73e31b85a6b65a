import KioskCore
import Scenes
import Surveys
import Testing

/// A pack may not offer more than every panel shows whole.
@MainActor struct ChoiceCountTests {
    @Test(arguments: Gallery.Glass.claimed, [false, true])
    func theMostOptionsLieWhole(glass: Gallery.Glass, isLargeText: Bool) throws {
        #expect(try faults(of: Choice.most, glass, Profile(isLarge: isLargeText)) == [])
    }

    /// The control: one more is too many for the panels of ten inches.
    @Test(arguments: [Gallery.Glass.tenLandscape, .tenPortrait])
    func oneMoreDoesNot(glass: Gallery.Glass) throws {
        #expect(try faults(of: Choice.most + 1, glass, Profile()) != [])
    }

    private func faults(of count: Int, _ glass: Gallery.Glass, _ profile: Profile) throws -> [String] {
        let gallery = try Gallery()
        let label = LocalizedText([.finnish: "Etävastaanotolla"])
        let question = Question(
            linkID: "choice", text: LocalizedText([.finnish: "Miten asioit meillä tänään?"]),
            kind: .choice((1...count).map { Choice(code: "\($0)", label: label) }))
        return [false, true].flatMap { showsAnswers in
            let screen = QuestionScreen(
                question: question, index: 0, count: 2, chosen: nil, offersBack: true, offersNext: true,
                offersHelp: true, showsAnswers: showsAnswers)
            let model = ScreenModel(screen: .question(screen), language: .finnish, profile: profile)
            return gallery.scene(glass, .day, model).faults(on: glass.panel)
        }
    }
}
