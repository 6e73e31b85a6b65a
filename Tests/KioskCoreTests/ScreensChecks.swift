import Scenes

/// What must hold of every picture; each says what is wrong, nothing if nothing is.
enum ScreenCheck: String, CaseIterable {
    case marksLieInsideTheirKeyOrOffAllKeys
    case linesDoNotOverlap
    case keysLieApartOnTheGlass
    case keysAreLargeEnough
    case gapsAreWideEnough
    case noLetterIsTooSmall
    case readingBeginsWithTheAnswers
    case waysPastEqualTheWayBack
    case answersAreEqual

    func faults(in picture: Picture) -> [String] {
        switch self {
        case .marksLieInsideTheirKeyOrOffAllKeys: picture.strayMarks
        case .linesDoNotOverlap: picture.overlappingLines
        case .keysLieApartOnTheGlass: picture.overlappingKeys
        case .keysAreLargeEnough: picture.smallKeys
        case .gapsAreWideEnough: picture.narrowGaps
        case .noLetterIsTooSmall: picture.smallLetters
        case .readingBeginsWithTheAnswers: picture.readingFaults
        case .waysPastEqualTheWayBack: picture.weakWaysPast
        case .answersAreEqual: picture.unequalAnswers
        }
    }
}

extension Picture {
    /// A drawn key: its region and its body.
    struct DrawnKey {
        var target: Target
        var region: Rect
        var box: Box

        var isAnswer: Bool { target.rawValue.hasPrefix("scale.") }
    }

    var keys: [DrawnKey] {
        scene.hitMap.regions.compactMap { region in
            for case .box(let box) in scene.elements where region.rect.grown(by: 1).contains(box.rect) {
                return DrawnKey(target: region.target, region: region.rect, box: box)
            }
            return nil
        }
    }

    var runs: [TextRun] {
        scene.elements.compactMap { if case .text(let run) = $0 { run } else { nil } }
    }

    /// Lines of text and signs, with the place of their ink.
    var marks: [(name: String, ink: Rect)] {
        let signs = scene.elements.compactMap { element -> (String, Rect)? in
            guard case .shape(let shape) = element, ["tick", "arrow"].contains(shape.name) else { return nil }
            return (shape.name, shape.bounds)
        }
        return runs.map { ("\"\($0.text)\"", $0.ink) } + signs
    }

    var strayMarks: [String] {
        marks.flatMap { name, ink -> [String] in
            let panel = scene.bounds.contains(ink) ? [] : ["\(name) leaves the glass"]
            return panel
                + keys.compactMap { key in
                    let isClear = key.box.rect.intersection(ink) == nil || key.box.inner.contains(ink)
                    return isClear ? nil : "\(name) crosses the edge of \(key.target)"
                }
        }
    }

    var overlappingLines: [String] {
        pairs(marks).compactMap { first, second in
            first.ink.intersection(second.ink) == nil ? nil : "\(first.name) lies on \(second.name)"
        }
    }

    var overlappingKeys: [String] {
        let missing = scene.hitMap.regions.count == keys.count ? [] : ["a region has no key"]
        let outside = keys.filter { !scene.bounds.contains($0.region) || !scene.bounds.contains($0.box.rect) }
        return missing + outside.map { "\($0.target) leaves the glass" }
            + pairs(keys).compactMap { first, second in
                let isClear =
                    first.region.intersection(second.region) == nil
                    && first.box.rect.intersection(second.box.rect) == nil
                return isClear ? nil : "\(first.target) overlaps \(second.target)"
            }
    }
}
