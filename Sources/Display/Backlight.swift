import CDRM
import Linux

/// The brightness of a panel, by a folder of `/sys/class/backlight`.
///
/// `deinit` puts the brightness back that was found; a panel that was found dark
/// it leaves lit. The kernel's words: Documentation/ABI/stable/sysfs-class-backlight.
package final class Backlight {
    private static let on = 0
    /// FB_BLANK_POWERDOWN: without it some panels glow at brightness 0.
    private static let off = 4

    private let folder: String
    private let largest: Int
    private let found: (brightness: Int, power: Int?)

    /// - Throws: ``SystemError``; EINVAL when the folder's numbers are none.
    package init(folder: String) throws(SystemError) {
        self.folder = folder
        largest = try Self.number("max_brightness", in: folder)
        guard largest > 0 else {
            throw SystemError(call: "read", subject: "\(folder)/max_brightness", code: EINVAL)
        }
        found = (try Self.number("brightness", in: folder), try? Self.number("bl_power", in: folder))
        // Nobody may be promised a brightness that cannot be set.
        try write(found.brightness, to: "brightness")
    }

    deinit {
        // A kiosk that was killed in the dark left it so.
        try? write(found.brightness > 0 ? found.brightness : largest, to: "brightness")
        if found.power != nil { try? write(Self.on, to: "bl_power") }
    }

    /// Sets the brightness to 0…100 % of what the panel can; at 0 it is off.
    package func set(percent: Int) throws(SystemError) {
        precondition(0...100 ~= percent, "a share is 0 to 100 %")
        // Rounded up: any light at all is at least the smallest step.
        try write((largest * percent + 99) / 100, to: "brightness")
        if found.power != nil { try write(percent == 0 ? Self.off : Self.on, to: "bl_power") }
    }

    private static func number(_ name: String, in folder: String) throws(SystemError) -> Int {
        let path = "\(folder)/\(name)"
        let text = String(decoding: try readFile(path, limit: 64), as: UTF8.self)
        guard let number = Int(text.filter { !$0.isWhitespace }) else {
            throw SystemError(call: "read", subject: path, code: EINVAL)
        }
        return number
    }

    private func write(_ number: Int, to name: String) throws(SystemError) {
        let path = "\(folder)/\(name)"
        try Descriptor.open(path, O_WRONLY | O_TRUNC).write(Array("\(number)\n".utf8), subject: path)
    }
}
