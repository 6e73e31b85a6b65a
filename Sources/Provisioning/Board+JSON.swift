import FoundationEssentials
import Scenes

extension Board: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, display, connector, mode, mm, px, rotation, distanceMm, touch, backlight, powerOff, ledger
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        display = try values.decode(Display.self, forKey: .display)
        connector = try values.decodeIfPresent(String.self, forKey: .connector)
        touch = try values.decode(Touch.self, forKey: .touch)
        backlight = try values.decodeIfPresent(String.self, forKey: .backlight)
        ledger = try values.decodeIfPresent(String.self, forKey: .ledger) ?? Self.usualLedger
        try values.require(
            .ledger, ledger.hasPrefix("/") && !ledger.contains("/.") && ledger.count > 1,
            "the path of a folder such as /var/lib/palaute/ledger")
        powerOff = try values.decodeIfPresent(Bool.self, forKey: .powerOff) ?? false
        mode = try values.decodeIfPresent(Mode.self, forKey: .mode)
        let millimetres = try values.decode([Double].self, forKey: .mm)
        let pixels = try values.decode([Int].self, forKey: .px)
        let distance = try values.decode(Double.self, forKey: .distanceMm)
        try values.require(
            .mm, millimetres.count == 2 && millimetres.allSatisfy { 50...2_000 ~= $0 },
            "two lengths of 50–2000")
        try values.require(
            .px, pixels.count == 2 && pixels.allSatisfy { 320...8_192 ~= $0 }, "two sizes of 320–8192")
        try values.require(.distanceMm, 200...2_000 ~= distance, "a distance of 200–2000")
        let degrees = try values.decodeIfPresent(Int.self, forKey: .rotation) ?? 0
        try values.require(.rotation, Rotation(rawValue: degrees) != nil, "0, 90, 180 or 270")
        rotation = Rotation(rawValue: degrees) ?? .none
        try values.require(
            .backlight, backlight.map { !$0.isEmpty && !$0.contains("/") } ?? true,
            "a name of /sys/class/backlight")
        try values.require(
            .touch, touch.matrix.count == 6 && touch.matrix.allSatisfy(\.isFinite), "a matrix of six numbers")
        panel = Panel(
            widthPixels: pixels[0], heightPixels: pixels[1], width: Millimetres(millimetres[0]),
            height: Millimetres(millimetres[1]), distance: Millimetres(distance))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(display, forKey: .display)
        try values.encodeIfPresent(connector, forKey: .connector)
        try values.encodeIfPresent(mode, forKey: .mode)
        try values.encode([panel.width.value, panel.height.value], forKey: .mm)
        try values.encode([panel.widthPixels, panel.heightPixels], forKey: .px)
        try values.encode(rotation, forKey: .rotation)
        try values.encode(panel.distance.value, forKey: .distanceMm)
        try values.encode(touch, forKey: .touch)
        try values.encodeIfPresent(backlight, forKey: .backlight)
        try values.encode(powerOff, forKey: .powerOff)
        try values.encode(ledger, forKey: .ledger)
    }
}

extension Board {
    /// A size in pixels and, if it matters, a rate: `1920x1080@60`.
    package struct Mode: Hashable, Sendable, Codable, CustomStringConvertible {
        package var width: Int
        package var height: Int
        package var hertz: Int?

        package init?(_ text: String) {
            guard let match = text.wholeMatch(of: /(\d{3,4})x(\d{3,4})(?:@(\d{1,3}))?/),
                let width = Int(match.1),
                let height = Int(match.2)
            else { return nil }
            (self.width, self.height, hertz) = (width, height, match.3.flatMap { Int($0) })
        }

        package init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            guard let mode = Mode(try value.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(
                    in: value, debugDescription: "must be a mode such as 1920x1080@60")
            }
            self = mode
        }

        package func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            try value.encode(description)
        }

        package var description: String { "\(width)x\(height)" + (hertz.map { "@\($0)" } ?? "") }
    }
}

extension KeyedDecodingContainer {
    /// Refuses a value that has the right type and the wrong content.
    func require(_ key: Key, _ holds: Bool, _ expected: String) throws {
        guard holds else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "must be \(expected)")
        }
    }
}
