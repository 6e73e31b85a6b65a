import FoundationEssentials
import Linux

/// What this one terminal was told on the spot: `var/lib/palaute/local.json`.
/// Nothing in it comes from settings, nothing of it goes into them.
package struct LocalState: Hashable, Sendable {
    package struct Calibration: Hashable, Sendable, Codable {
        /// Six numbers, see ``KioskCore/Calibration``; they replace the board's.
        package var matrix: [Double]
        /// How far touches lay from their crosses when it was made, in millimetres.
        package var errorMm: Double

        package init(matrix: [Double], errorMm: Double) {
            self.matrix = matrix
            self.errorMm = errorMm
        }

        fileprivate var isUsable: Bool {
            guard matrix.count == 6, matrix.allSatisfy(\.isFinite), errorMm.isFinite else { return false }
            return abs(matrix[0] * matrix[4] - matrix[1] * matrix[3]) > 1e-6
        }
    }

    package var calibration: Calibration?
    /// What other versions of the program keep here, kept as it is.
    private var others: [String: AnyJSON] = [:]

    package init(calibration: Calibration? = nil) {
        self.calibration = calibration
    }
}

extension LocalState: Codable {
    private static let calibrationKey = "calibration"

    package init(from decoder: any Decoder) throws {
        others = try decoder.singleValueContainer().decode([String: AnyJSON].self)
        others[Self.calibrationKey] = nil
        let values = try decoder.container(keyedBy: CodingKeys.self)
        calibration = try values.decodeIfPresent(Calibration.self, forKey: .calibration)
        try values.require(
            .calibration, calibration?.isUsable ?? true, "a matrix of six numbers that keeps both axes apart")
    }

    private enum CodingKeys: String, CodingKey {
        case calibration
    }

    package func encode(to encoder: any Encoder) throws {
        var document = others
        document[Self.calibrationKey] = try calibration.map { try AnyJSON(encoding: $0) }
        try document.encode(to: encoder)
    }
}

extension Root {
    /// Reads what the terminal was told on the spot.
    ///
    /// A file that cannot be read is set aside as `local.json.broken` and told; the
    /// terminal goes on as if it had been told nothing.
    package func localState(telling tell: (Problem) -> Void) -> LocalState {
        let path = local
        do throws(SystemError) {
            let bytes = try readFile(path, limit: 64 * 1024)
            do throws(Problem) {
                return try decode(LocalState.self, from: bytes, of: path, remedy: Self.localRemedy)
            } catch {
                tell(error)
                try moveFile(path, to: path + ".broken")
            }
        } catch {
            if !error.isMissing {
                tell(Problem(path: path, reason: error.reason, remedy: Self.localRemedy))
            }
        }
        return LocalState()
    }

    /// Keeps `state`; when this returns it survives a power cut.
    package func keep(_ state: LocalState) throws(Problem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(state) else {
            preconditionFailure("texts and finite numbers can be encoded")
        }
        do throws(SystemError) {
            try AtomicFile.write(Array(data) + [UInt8(ascii: "\n")], to: local)
        } catch {
            throw Problem(
                path: local, reason: error.reason, remedy: "see that the folder can be written and has room")
        }
    }

    private static let localRemedy =
        "it is set aside as local.json.broken; calibrate again with `palautectl touch --calibrate`"
}
