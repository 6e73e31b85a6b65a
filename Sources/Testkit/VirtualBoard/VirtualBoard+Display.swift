import Foundation
import Linux
import Scenes

extension VirtualBoard {
    /// The card of a board and the display behind it.
    package struct Display: Hashable, Sendable {
        package enum Card: String, Sendable, CaseIterable {
            case virtio, bochs, cirrus
            /// The kernel's own, without a card; paced like a real display. Only the
            /// guest sees its picture.
            case vkms
        }

        package var card: Card
        /// Of the display, before any rotation.
        package var width: Int
        package var height: Int
        /// What the board's record says.
        package var rotation: Rotation

        /// - Parameter size: cirrus and vkms have 1024 × 768 and nothing else.
        package init(
            _ card: Card = .virtio, size: (width: Int, height: Int) = (1280, 800),
            rotation: Rotation = .none
        ) {
            self.card = card
            (width, height) = [.cirrus, .vkms].contains(card) ? (1024, 768) : size
            self.rotation = rotation
        }

        var arguments: [String] { ["--gpu", card.rawValue, "--size", "\(width)x\(height)"] }

        /// The pixel of the display at which people see `point`.
        package func place(of point: GlassPoint) -> (x: Int, y: Int) {
            let sides = rotation.swapsSides ? (height, width) : (width, height)
            let middle = PanelPoint(x: Double(point.x) + 0.5, y: Double(point.y) + 0.5)
            let place = rotation.panelPoint(of: middle, width: Double(sides.0), height: Double(sides.1))
            return (Int(place.x), Int(place.y))
        }
    }

    /// Makes the display one of this size; nil pulls its cable. Only virtio's card.
    ///
    /// A viewer asks for it over VNC, as a person does who drags a window's corner:
    /// https://github.com/rfbproto/rfbproto/blob/master/rfbproto.rst, SetDesktopSize.
    package func resizeDisplay(to size: (width: Int, height: Int)?) throws {
        let path = directory.appending(path: "vnc").path()
        guard let viewer = try LocalSocket.connect(to: path)?.blocking() else {
            throw BoardError.refused(command: "vnc", reason: "nobody listens")
        }
        func bytes(_ count: Int) throws -> [UInt8] {
            var bytes: [UInt8] = []
            while bytes.count < count {
                let more = try viewer.read(upTo: count - bytes.count, subject: path) ?? []
                if more.isEmpty { throw BoardError.refused(command: "vnc", reason: "it hung up") }
                bytes += more
            }
            return bytes
        }
        func big(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }
        try viewer.write(try bytes(12), subject: path)
        _ = try bytes(Int(try bytes(1)[0]))
        // No password; the server's answer; share the glass with other viewers.
        try viewer.write([1], subject: path)
        _ = try bytes(4)
        try viewer.write([1], subject: path)
        let name = try bytes(24).suffix(4).reduce(0) { $0 << 8 | Int($1) }
        _ = try bytes(name)
        // QEMU listens to a size only where it is another than the last one asked for.
        for (width, height) in size.map({ [$0] }) ?? [(display.width, display.height), (0, 0)] {
            let sides = big(width) + big(height)
            let screen = [UInt8](repeating: 0, count: 8) + sides + [0, 0, 0, 0]
            try viewer.write([251, 0] + sides + [1, 0] + screen, subject: path)
        }
        // QEMU hands the wish on after a moment, and takes it back when we hang up.
        self.viewer = viewer
    }
}
