import Scenes

// The figures of `quality.md` A2, A3 and A7.
extension Picture {
    private func millimetres(_ pixels: Double) -> Double { pixels / pixelsPerMillimetre }

    /// Keys are drawn on whole pixels, so a figure is kept to the pixel.
    private var onePixel: Double { 1 / pixelsPerMillimetre }

    var smallKeys: [String] {
        keys.compactMap { key in
            let least = key.isAnswer ? (width: 16.5, height: 24.0) : (width: 20.0, height: 20.0)
            let width = millimetres(key.region.width)
            let height = millimetres(key.region.height)
            let isLarge = width > least.width - onePixel && height > least.height - onePixel
            return isLarge ? nil : "\(key.target) is \(width) × \(height) mm"
        }
    }

    var narrowGaps: [String] {
        pairs(keys).compactMap { first, second in
            let least = isUpright || first.isAnswer && second.isAnswer ? 3.2 : 4
            let gap = millimetres(first.region.gap(to: second.region))
            return gap > least - onePixel ? nil : "\(gap) mm between \(first.target) and \(second.target)"
        }
    }

    var smallLetters: [String] {
        let least = panel.leastCapital.value * pixelsPerMillimetre
        return runs.filter { $0.capital < least - 0.01 }.map { "\"\($0.text)\" is below L" }
    }

    var readingFaults: [String] {
        let names = scene.hitMap.regions.map(\.target.rawValue)
        let answers = names.filter { $0.hasPrefix("scale.") }
        let heads = ["start"] + answers + ["back", "skip", "cannotSay", "next", "done"]
        let order = names.compactMap { name in heads.firstIndex { $0 == name } }
        let inOrder = order == order.sorted() && answers == (0..<answers.count).map { "scale.\($0)" }
        let begins = names.isEmpty || ["start", "scale.0", "done"].contains(names[0])
        let unnamed = scene.hitMap.regions.filter { scene.labels[$0.target, default: ""].isEmpty }
        return (inOrder && begins ? [] : ["read as \(names.joined(separator: ", "))"])
            + unnamed.map { "\($0.target) has nothing to say aloud" }
    }

    /// Skip is never lower or paler than back, nor smaller than an answer.
    var weakWaysPast: [String] {
        guard let answer = keys.first(where: \.isAnswer) else { return [] }
        let past = keys.filter { ["skip", "cannotSay"].contains($0.target.rawValue) }
        let back = keys.first { $0.target.rawValue == "back" }
        let small = past.filter { $0.region.area < answer.region.area }
        let weak = past.filter { key in
            guard let back else { return false }
            let isPale = isAtRest(key) && isAtRest(back) && look(of: key) != look(of: back)
            return key.region.height != back.region.height || isPale
        }
        return (past.isEmpty ? ["no way past the question"] : [])
            + small.map { "\($0.target) is smaller than an answer" }
            + weak.map { "\($0.target) is weaker than back" }
    }

    /// `look.md` §1, 5: the way out is as large as the way in.
    var narrowWaysPast: [String] {
        guard let back = keys.first(where: { $0.target.rawValue == "back" }) else { return [] }
        return keys.filter { ["skip", "cannotSay"].contains($0.target.rawValue) }
            .filter { $0.region.width < back.region.width - 1 }
            .map {
                let width = millimetres($0.region.width)
                return "\($0.target) is \(width) mm wide, back \(millimetres(back.region.width)) mm"
            }
    }

    /// No answer is better: all that are neither chosen nor under the finger have
    /// one size and one look.
    var unequalAnswers: [String] {
        let answers = keys.filter {
            $0.isAnswer && isAtRest($0) && $0.target.rawValue != "scale.\(chosen ?? -1)"
        }
        guard let first = answers.first else { return [] }
        return answers.filter { key in
            abs(key.box.rect.width - first.box.rect.width) > 1
                || abs(key.box.rect.height - first.box.rect.height) > 1
                || look(of: key) != look(of: first)
        }.map { "\($0.target) does not look like \(first.target)" }
    }

    private func isAtRest(_ key: DrawnKey) -> Bool { key.target != pressed }

    /// All that makes a key look strong or weak but its size.
    private struct Look: Hashable {
        var fill: Color
        var edge: Color
        var edgeWidth: Double
        var foot: Double
        var letters: Set<Letters>

        struct Letters: Hashable {
            var face: Face
            var capital: Double
            var color: Color
        }
    }

    private func look(of key: DrawnKey) -> Look {
        let own = runs.filter { key.box.rect.contains($0.ink) }
        return Look(
            fill: key.box.fill, edge: key.box.edge, edgeWidth: key.box.edgeWidth, foot: key.box.foot,
            letters: Set(own.map { Look.Letters(face: $0.face, capital: $0.capital, color: $0.color) }))
    }
}

extension TextRun {
    /// Capitals and descenders of Inter.
    var ink: Rect { Rect(x: x, y: baseline - capital, width: width, height: 1.33 * capital) }
}

extension Rect {
    var area: Double { width * height }

    /// The distance of two rectangles that lie apart, along the axis on which they do.
    func gap(to other: Rect) -> Double {
        max(other.x - maxX, x - other.maxX, other.y - maxY, y - other.maxY)
    }
}

/// Every pair once.
func pairs<Value>(_ values: [Value]) -> [(Value, Value)] {
    values.indices.flatMap { first in values[(first + 1)...].map { (values[first], $0) } }
}
