import Foundation

/// Files of the package as they stand in the checkout.
enum Checkout {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The JSON files of `Assets/folder`, by name.
    static func assets(_ folder: String) throws -> [(name: String, json: [UInt8])] {
        try FileManager.default
            .contentsOfDirectory(
                at: root.appending(path: "Assets/\(folder)"), includingPropertiesForKeys: nil
            )
            .filter { $0.pathExtension == "json" }
            .map { ($0.deletingPathExtension().lastPathComponent, [UInt8](try Data(contentsOf: $0))) }
            .sorted { $0.name < $1.name }
    }
}
