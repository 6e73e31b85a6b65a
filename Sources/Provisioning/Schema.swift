/// The forms of the files a technician or a county writes, as JSON Schema.
package enum Schema: String, CaseIterable, Sendable {
    case board, settings, anchors

    /// The schema document, ready to print.
    package var text: String {
        let bytes =
            switch self {
            case .board: PackageResources.board_json
            case .settings: PackageResources.settings_json
            case .anchors: PackageResources.anchors_json
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}
