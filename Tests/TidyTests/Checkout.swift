import Foundation

/// The project's own text files, as they stand in the checkout.
enum Checkout {
    /// The package's root, found from this very file.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct File: CustomStringConvertible, Sendable {
        /// Below the root, such as `Sources/Surveys/Visit.swift`.
        let path: String
        let lines: [String]

        /// `Sources/MODULE/…` or `Tests/MODULE/…`.
        var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var isTest: Bool { path.hasPrefix("Tests/") || module == "Testkit" }
        var description: String { path }
    }

    static let swiftFiles: [File] = ["Sources", "Tests"].flatMap { folder in
        let base = root.appending(path: folder)
        let walk = FileManager.default.enumerator(atPath: base.path)
        let names = (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
        return names.compactMap { name -> File? in
            guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else {
                return nil
            }
            return File(path: "\(folder)/\(name)", lines: text.components(separatedBy: "\n"))
        }
    }
}
