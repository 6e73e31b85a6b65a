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
        /// The kernel's framebuffer `/dev/fb0`.
        case fbdev
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
    /// A connector's name such as `HDMI-A-1`; nil, or where it is not connected: the
    /// first that is.
    package var connector: String?
    /// The mode to set where the display offers it; nil: the display's own.
    package var mode: Mode?
    /// The glass as its connector has it: `px` and `mm` of the record.
    package var panel: Panel
    /// How far the picture is turned on it.
    package var rotation: Rotation
    /// Name of a folder of `/sys/class/backlight`; nil: the brightness is not ours.
    package var backlight: String?
    /// Whether a dark glass is switched off; only where the touchscreen stays awake.
    package var powerOff: Bool
    package var touch: Touch
    /// The folder of the journal's ledger, below the root; on a medium of its own
    /// where there is one.
    package var ledger: String

    package static let usualLedger = "/var/lib/palaute/ledger"
}

extension Board {
    /// The glass as people see it while the connector sends `width` × `height` pixels.
    ///
    /// The glass is one piece: in another mode its millimetres hold and the pixels
    /// are larger or smaller. A mode that lies the other way has the longer side on
    /// the longer side.
    package func glass(width: Int, height: Int) -> Panel {
        let isTurned = (width < height) != (panel.widthPixels < panel.heightPixels) && width != height
        var sent = isTurned ? panel.turned(by: .quarter) : panel
        (sent.widthPixels, sent.heightPixels) = (width, height)
        return sent.turned(by: rotation)
    }

    /// The glass as people see it in the record's own mode.
    package var glass: Panel { glass(width: panel.widthPixels, height: panel.heightPixels) }
}

extension Root {
    /// The folder of the ledger that `board` names.
    package func ledger(of board: Board) -> String { path + board.ledger }

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
