import FoundationEssentials
import Scenes

/// The facts of one hardware model: data, never an `if model ==` in the program.
///
/// A record is a JSON file of `usr/share/palaute/boards`; `palautectl schema
/// board` prints its form.
package struct Board: Hashable, Sendable {
    package enum Display: String, Hashable, Sendable, Codable, CaseIterable {
        /// A DRM/KMS card.
        case kms
        /// A picture in memory: the board `desk`.
        case memory
    }

    package struct Touch: Hashable, Sendable, Codable {
        package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            case libevdev, script
        }

        package struct Match: Hashable, Sendable, Codable {
            /// The kernel's name of the device.
            package var name: String?
            /// Where it is plugged in (`P: Phys=` of `/proc/bus/input/devices`).
            package var phys: String?
            /// Vendor and product, such as `0eef:c002`.
            package var id: String?
        }

        package var kind: Kind
        package var match: Match?
        /// Six numbers, see ``KioskCore/Calibration``.
        package var matrix: [Double]
    }

    package var name: String
    package var display: Display
    /// A connector's name such as `HDMI-A-1`; nil takes the first connected one.
    package var connector: String?
    package var panel: Panel
    package var touch: Touch
}

extension Board: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, display, connector, mm, px, rotation, distanceMm, touch
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        display = try values.decode(Display.self, forKey: .display)
        connector = try values.decodeIfPresent(String.self, forKey: .connector)
        touch = try values.decode(Touch.self, forKey: .touch)
        let millimetres = try values.decode([Double].self, forKey: .mm)
        let pixels = try values.decode([Int].self, forKey: .px)
        let distance = try values.decode(Double.self, forKey: .distanceMm)
        try values.require(
            .mm, millimetres.count == 2 && millimetres.allSatisfy { 50...2_000 ~= $0 },
            "two lengths of 50–2000")
        try values.require(
            .px, pixels.count == 2 && pixels.allSatisfy { 320...8_192 ~= $0 }, "two sizes of 320–8192")
        try values.require(.distanceMm, 200...2_000 ~= distance, "a distance of 200–2000")
        try values.require(
            .rotation, try values.decodeIfPresent(Int.self, forKey: .rotation) ?? 0 == 0, "0 in this version")
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
        try values.encode([panel.width.value, panel.height.value], forKey: .mm)
        try values.encode([panel.widthPixels, panel.heightPixels], forKey: .px)
        try values.encode(0, forKey: .rotation)
        try values.encode(panel.distance.value, forKey: .distanceMm)
        try values.encode(touch, forKey: .touch)
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

extension Root {
    /// The record that `etc/palaute/board` names, or `chosen` when given.
    package func board(named chosen: String? = nil) throws(Problem) -> Board {
        let name = if let chosen { chosen } else { try nameOfBoard() }
        let path = "\(share)/boards/\(name).json"
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 != UInt8(ascii: "/") }), !name.hasPrefix(".") else {
            throw Problem(
                path: boardName, reason: "it names no board", remedy: "write a name such as virtual")
        }
        let record = try read(
            path, limit: 64 * 1024, remedy: "put the record there or name another in \(boardName)")
        return try decode(
            Board.self, from: record, of: path,
            remedy: "compare it with the form that `palautectl schema board` prints")
    }

    private func nameOfBoard() throws(Problem) -> String {
        let bytes = try read(
            boardName, limit: 256, remedy: "write the name of a record of \(share)/boards into it")
        return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    }
}

/// Reads a JSON file into `type`.
func decode<Value: Decodable>(
    _ type: Value.Type, from path: String, limit: Int, remedy: String
) throws(Problem) -> Value {
    try decode(type, from: read(path, limit: limit, remedy: remedy), of: path, remedy: remedy)
}

/// Decodes the bytes of the file at `path`.
func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], of path: String, remedy: String
) throws(Problem) -> Value {
    do {
        return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
        throw Problem(path: path, reason: error.place, remedy: remedy)
    } catch {
        throw Problem(path: path, reason: "it cannot be read", remedy: remedy)
    }
}
