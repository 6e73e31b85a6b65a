import Scenes
import Surveys

// Help, over a question: what can be made easier, and the ways that have no place
// of their own (`look.md` §8).
extension Sketch {
    mutating func help(_ screen: HelpScreen, _ words: Words) -> Bool {
        let bar = plan([BarPlan.Way(.goOn, words[.goOn], isFilled: true)])
        var items = [item(.settings, words[.settings], .sign(.larger))]
        if screen.offersLanguages, !metrics.hasHead {
            items.append(item(.languages, words[.otherLanguage], .sign(.languages)))
        }
        items.append(item(.stop, words[.stop], .sign(.stop)))
        let columns = metrics.isPortrait || metrics.isEnlarged ? [1, 2] : [2, 1]
        return sheet(
            words[.helpTitle], "", items, columns: columns, wanted: 5.4 * metrics.letter, bar)
    }

    /// The switches, each seen at once.
    mutating func profile(_ profile: Profile, offersContrast: Bool, _ words: Words) -> Bool {
        let bar = plan([
            BarPlan.Way(.usual, words[.usual]), BarPlan.Way(.done, words[.done], isFilled: true),
        ])
        var items = [item(.largeText, words[.largeText], .sign(.larger), isOn: profile.isLarge)]
        // A unit that has this theme has it already.
        if offersContrast {
            items.append(item(.contrast, words[.contrast], .sign(.contrast), isOn: profile.hasContrast))
        }
        items.append(item(.calm, words[.calm], .sign(.calm), isOn: profile.isCalm))
        // One below the other in every size of text: nothing jumps under the finger.
        return sheet(words[.profileTitle], "", items, columns: [1, 2], wanted: 4 * metrics.letter, bar)
    }

    private func item(
        _ key: Key, _ words: String, _ mark: AnswerGrid.Mark, isOn: Bool = false
    ) -> AnswerGrid.Item {
        AnswerGrid.Item(key: key, words: words, mark: mark, label: words, isOn: isOn)
    }
}
