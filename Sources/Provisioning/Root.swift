import Linux

/// Where everything lies below `--root` (`interfaces.md`, Files).
package struct Root: Hashable, Sendable {
    /// Without a trailing slash; empty for `/`.
    package let path: String

    package init(_ path: String) {
        var trimmed = path[...]
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.path = String(trimmed)
    }

    package func callAsFunction(_ relative: String) -> String { "\(path)/\(relative)" }

    package var share: String { self("usr/share/palaute") }
    package var fonts: String { self("usr/share/palaute/fonts") }
    package var boardName: String { self("etc/palaute/board") }
    package var anchors: String { self("etc/palaute/anchors.json") }
    package var state: String { self("var/lib/palaute") }
    package var local: String { self("var/lib/palaute/local.json") }
    package var content: String { self("var/lib/palaute/content") }
    package var linkSocket: String { self("run/palaute/link.sock") }
    package var starts: String { self("run/palaute/starts") }
    package var controlSocket: String { self("run/palaute/control.sock") }
}

/// Reads a file of at most `limit` bytes.
/// - Throws: ``Problem`` with `remedy` when it is missing, unreadable or larger.
func read(_ path: String, limit: Int, remedy: String) throws(Problem) -> [UInt8] {
    do {
        return try readFile(path, limit: limit)
    } catch {
        throw Problem(path: path, reason: error.reason, remedy: remedy)
    }
}
