/// What the kernel says about one device.
package struct UEvent: Hashable, Sendable {
    /// `add`, `remove`, `change`, `bind` and so on, in the kernel's words.
    package var action: String
    /// The device's path below `/sys`.
    package var path: String
    /// The other fields, such as `SUBSYSTEM` and `DEVNAME`.
    package var values: [String: String]

    package var subsystem: String? { values["SUBSYSTEM"] }

    /// Reads the kernel's form: `action@path`, then `KEY=VALUE`, each ended by
    /// a zero byte (`kobject_uevent_env` in the kernel's
    /// `lib/kobject_uevent.c`).
    ///
    /// - Returns: nil when the bytes are nothing of that form.
    package init?(_ message: [UInt8]) {
        let fields = message.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard let head = fields.first, let at = head.firstIndex(of: "@"), at != head.startIndex else {
            return nil
        }
        action = String(head[..<at])
        path = String(head[head.index(after: at)...])
        values = [:]
        for field in fields.dropFirst() {
            guard let equals = field.firstIndex(of: "=") else { continue }
            values[String(field[..<equals])] = String(field[field.index(after: equals)...])
        }
    }
}
