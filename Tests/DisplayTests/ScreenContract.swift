import Display
import Foundation
import Linux
import Testing

/// What every screen promises.
enum ScreenContract: String, CaseIterable, CustomTestStringConvertible {
    case isQuietUntilSomethingIsPresented = "is quiet until something is presented"
    case tellsEachFlipOnce = "tells each flip once"
    case lendsTheSameMemoryEveryTime = "lends the same memory every time"
    case takesDamageOutsideThePicture = "takes damage outside the picture"
    case flipsWithoutDamage = "flips without damage"
    case stampsFlipsInOrder = "stamps flips in order"
    case keepsTheGlassThatItHas = "keeps the glass that it has"
    case comesBackFromTheDark = "comes back from the dark"
    case goesWithAFlipPending = "goes with a flip pending"

    var testDescription: String { rawValue }

    /// The least time between two pictures: 0 but for the display that has a pace.
    private static var refreshMilliseconds: Double {
        ProcessInfo.processInfo.environment["PALAUTE_REFRESH_MS"].flatMap(Double.init) ?? 0
    }

    func check(_ make: () throws -> any Screen) throws {
        let screen = try make()
        switch self {
        case .isQuietUntilSomethingIsPresented:
            #expect(!screen.isFlipPending)
            #expect(try screen.drain().isEmpty)
            #expect(try !isReadable(screen, timeout: .zero))
        case .tellsEachFlipOnce:
            for _ in 1...5 {
                #expect(try screen.present(damage: [PixelRect(screen.size)]) == .accepted)
                #expect(screen.isFlipPending)
                #expect(try isReadable(screen))
                #expect(try screen.drain().count == 1)
                #expect(!screen.isFlipPending)
                #expect(try screen.drain().isEmpty)
            }
        case .lendsTheSameMemoryEveryTime:
            var bases: Set<UnsafeMutableRawPointer> = []
            for _ in 1...3 {
                screen.withShadow { pixels in
                    bases.insert(pixels.base)
                    #expect(pixels.size == screen.size)
                    #expect(pixels.strideBytes >= 4 * pixels.width)
                }
                try show(screen, damage: [PixelRect(screen.size)])
            }
            #expect(bases.count == 1)
        case .takesDamageOutsideThePicture:
            try show(screen, damage: outside)
        case .flipsWithoutDamage:
            #expect(try show(screen, damage: []).count == 1)
        case .stampsFlipsInOrder:
            var stamps: [Int64] = [0]
            for _ in 1...5 {
                for case .flipped(let stamp) in try show(screen, damage: []) { stamps.append(stamp) }
            }
            #expect(stamps.count == 6)
            #expect(stamps == stamps.sorted())
            // A display that has a pace keeps it: no picture before the last one was seen.
            for (earlier, later) in zip(stamps.dropFirst(), stamps.dropFirst(2)) {
                #expect(later - earlier >= Int64(Self.refreshMilliseconds * 1_000_000))
            }
            #expect(stamps.last! <= Clock.monotonicNanoseconds())
        case .keepsTheGlassThatItHas:
            #expect(try screen.keepsTheGlass())
            try show(screen, damage: [])
            #expect(try screen.keepsTheGlass())
            #expect(try screen.fitsTheDisplay())
        case .comesBackFromTheDark:
            try show(screen, damage: [])
            for isOn in [false, false, true, true] { try screen.setPower(isOn: isOn) }
            #expect(try screen.keepsTheGlass())
            #expect(try show(screen, damage: [PixelRect(screen.size)]).count == 1)
        case .goesWithAFlipPending:
            _ = try screen.present(damage: [])
            let next = try make()
            #expect(next.size == screen.size)
        }
    }

    private var outside: [PixelRect] {
        [
            PixelRect(x: -5, y: -5, width: 10, height: 10),
            PixelRect(x: .max, y: 0, width: .max, height: 1),
            PixelRect(x: .min, y: .min, width: .max, height: .max),
            PixelRect(x: 0, y: 0, width: -1, height: 3),
            PixelRect(x: 1, y: 1, width: .max, height: .max),
        ]
    }
}

/// Presents and waits for the flip.
@discardableResult
func show(_ screen: any Screen, damage: [PixelRect]) throws -> [ScreenEvent] {
    _ = try screen.present(damage: damage)
    while true {
        #expect(try isReadable(screen))
        let events = try screen.drain()
        if !events.isEmpty { return events }
    }
}

/// Waits long enough for any display, or not at all.
func isReadable(_ screen: any Screen, timeout: Duration = .seconds(10)) throws -> Bool {
    let poller = try Poller()
    try poller.add(screen.descriptor, tag: 0)
    return try !poller.wait(timeout: timeout).isEmpty
}
