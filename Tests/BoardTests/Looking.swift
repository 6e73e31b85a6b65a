import Foundation
import Testing
import Testkit

/// Prints where a figure is missed, and fails far beyond it: how fast a board in an
/// emulator is depends on what else its machine does.
func expect(
    _ elapsed: Duration, within limit: Duration, sourceLocation: SourceLocation = #_sourceLocation
) {
    if elapsed > limit { print("missed: \(elapsed) where \(limit) is the figure, \(sourceLocation)") }
    #expect(elapsed < limit * 5, sourceLocation: sourceLocation)
}

extension VirtualBoard {
    /// The kiosk's process.
    func kiosk() throws -> String {
        try run("pidof palaute-kiosk").output.filter { !$0.isWhitespace }
    }

    /// Takes the card off the PCI bus, as a loose connector does; a rescan finds it again.
    func removeCard() throws {
        let card = "readlink -f /sys/class/drm/card[0-9]/device | grep -o '0000:[0-9a-f:.]*' | tail -n 1"
        let removal = try run("echo 1 >/sys/bus/pci/devices/$(\(card))/remove")
        guard removal.status == 0 else {
            throw BoardError.refused(command: "remove", reason: removal.output)
        }
    }

    /// Waits until the guest answers a question so.
    func wait(forKernel question: String, _ answer: String) throws {
        try wait(for: answer) { _ in try run(question).output == answer + "\n" }
    }

    /// Looks at the glass until it shows what somebody has looked at and found good: a
    /// golden picture of PaintingTests.
    func wait(forLook name: String) throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "PaintingTests/Golden/\(name).png")
        guard let picture = Picture(png: golden.path) else {
            throw BoardError.refused(command: name, reason: "no golden picture")
        }
        try wait(for: name) { picture.looksLike($0) }
    }

    /// Looks at the glass until it shows `what`.
    ///
    /// - Returns: how long that took.
    @discardableResult
    func wait(
        for what: String, until isWanted: (Picture) throws -> Bool
    ) throws -> Duration {
        let clock = ContinuousClock()
        let begun = clock.now
        while try !isWanted(try screendump()) {
            guard clock.now - begun < .seconds(60) else {
                throw BoardError.silent(what, lastLines: log.lines())
            }
        }
        return clock.now - begun
    }
}

extension Visitor {
    /// Paper in a corner of the glass, and water across it.
    func greets(in picture: Picture) -> Bool {
        let (paper, water) = (Picture.Pixel(0xFAF5EC), Picture.Pixel(0x2D5C69))
        let across = stride(from: picture.height / 16, to: picture.height * 3 / 4, by: 16)
        return picture[picture.width - 4, picture.height - 4] == paper
            && picture.contains(water, inRows: across)
    }
}
