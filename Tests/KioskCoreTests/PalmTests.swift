import KioskCore
import Scenes
import Surveys
import Testing

/// Contacts too large for a finger.
struct PalmTests {
    private static let key = Target(rawValue: "key")
    private static let hits = HitMap([
        HitMap.Region(target: key, rect: Rect(x: 0, y: 0, width: 100, height: 100))
    ])

    /// What one contact leads to that is of these sizes, from its coming to its lifting.
    private func outcomes(_ sizes: [Double?], isCalledPalm: Bool = false) -> [TapDetector.Outcome] {
        var detector = TapDetector(driftPixels: 30)
        return sizes.indices.compactMap { place in
            let phase: Contact.Phase =
                place == 0 ? .down : place == sizes.count - 1 ? .up : .moved
            let contact = Contact(
                id: 1, phase: phase, at: PanelPoint(x: 50, y: 50), size: sizes[place].map { Millimetres($0) },
                isCalledPalm: isCalledPalm)
            return detector.handle(
                contact, over: Self.hits, at: Instant(nanoseconds: Int64(place) * 50_000_000))
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var sizes: [Double?]
        var isCalledPalm = false
        var outcomes: [TapDetector.Outcome]
    }

    static let rows = [
        Row(
            testDescription: "a fingertip chooses", sizes: [8, 9, 8],
            outcomes: [.pressed(key), .chosen(key)]),
        Row(
            testDescription: "a thumb laid flat chooses", sizes: [12, 25, 20],
            outcomes: [.pressed(key), .chosen(key)]),
        Row(
            testDescription: "a contact without a size chooses", sizes: [nil, nil],
            outcomes: [.pressed(key), .chosen(key)]),
        Row(testDescription: "a palm presses nothing", sizes: [60, 60, 60], outcomes: []),
        Row(
            testDescription: "a palm that lands edge first is seen while it grows", sizes: [10, 40, 10],
            outcomes: [.pressed(key), .released]),
        Row(
            testDescription: "a palm seen only as it lifts", sizes: [10, 25.1],
            outcomes: [.pressed(key), .released]),
        Row(
            testDescription: "what the device calls a palm is one", sizes: [9, 9], isCalledPalm: true,
            outcomes: []),
    ]

    @Test(arguments: rows) func aPalmNeverChooses(row: Row) {
        #expect(outcomes(row.sizes, isCalledPalm: row.isCalledPalm) == row.outcomes)
    }

    @Test func aFingerBesideAPalmWaitsUntilBothAreUp() {
        var detector = TapDetector(driftPixels: 30)
        var outcomes: [TapDetector.Outcome] = []
        let palm = Millimetres(70)
        let steps: [(Int, Contact.Phase, Millimetres?)] = [
            (1, .down, palm), (2, .down, nil), (2, .up, nil), (1, .up, palm), (3, .down, nil), (3, .up, nil),
        ]
        for (place, step) in steps.enumerated() {
            let contact = Contact(id: step.0, phase: step.1, at: PanelPoint(x: 50, y: 50), size: step.2)
            let now = Instant(nanoseconds: Int64(place) * 50_000_000)
            if let outcome = detector.handle(contact, over: Self.hits, at: now) { outcomes.append(outcome) }
        }
        #expect(outcomes == [.pressed(Self.key), .chosen(Self.key)])
    }
}
