import Foundation

/// What `Board/virtual/image` has built, and the scripts beside it.
package enum BoardImage {
    /// The package's folder, whatever directory the tests run in.
    private static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func script(_ name: String) -> URL {
        package.appending(path: "Board/virtual/\(name)")
    }

    /// The provisioned data disk that every fresh board gets a copy of.
    package static func disk() throws(BoardError) -> URL {
        try existing(".build/board/image/data.img")
    }

    /// Keys and database of the collector that the image is enrolled at.
    package static func collector() throws(BoardError) -> URL {
        try existing(".build/board/image/collector")
    }

    static let surveys = package.appending(path: "Assets/surveys")

    /// A program of the release build that these tests belong to.
    static func program(_ name: String) throws(BoardError) -> URL {
        try existing(".build/release/\(name)")
    }

    /// Whether the machine's QEMU has a panel for more than one finger (8.1 and later).
    package static let hasMultitouch =
        (try? Tool.run(script("qemu").path(), "--devices"))?.output.contains("virtio-multitouch-pci") ?? false

    /// Whether `Board/virtual/vkms` could build the display that has a pace.
    package static let hasVKMS: Bool = {
        let modules = package.appending(path: ".build/board/kernel/lib/modules")
        let kernels = (try? FileManager.default.contentsOfDirectory(atPath: modules.path())) ?? []
        return kernels.contains {
            let module = modules.appending(path: "\($0)/extra/vkms.ko")
            return FileManager.default.fileExists(atPath: module.path())
        }
    }()

    /// The QEMU in use, in letters and digits: what one has saved another cannot load.
    static func emulator() throws -> String {
        try Tool.run(script("qemu").path(), "--version").output.prefix { $0 != "(" && $0 != "\n" }
            .filter { $0.isLetter || $0.isNumber }
    }

    private static func existing(_ path: String) throws(BoardError) -> URL {
        let url = package.appending(path: path)
        guard FileManager.default.fileExists(atPath: url.path()) else { throw .missing(path) }
        return url
    }
}
