import Scenes
import Sealing

extension Root {
    /// Reads the logo `name` beside the theme at `path`.
    ///
    /// Its head is checked here, its pixels where they are painted: this module cannot
    /// decode them.
    /// - Throws: ``Problem`` when the name leads elsewhere, or the file is missing, has
    ///   more than 256 KiB, is no PNG or has more than 2048 pixels a side.
    func logo(named name: String, of path: String) throws(Problem) -> PNG {
        guard name.wholeMatch(of: /[A-Za-z0-9_\-][A-Za-z0-9._\-]{0,99}\.png/) != nil else {
            throw Problem(
                path: path,
                reason: "logo must be the name of a PNG file beside it, of letters, digits, . _ and -",
                remedy: ThemeFile.remedy)
        }
        let file = "\(share)/themes/\(name)"
        let remedy = "put a PNG file of at most 256 KiB and 2048 pixels a side there, or take logo away"
        let bytes = try read(file, limit: 256 * 1024, remedy: remedy)
        guard let (width, height) = PNG.size(in: bytes) else {
            throw Problem(path: file, reason: "it is no PNG file", remedy: remedy)
        }
        guard 1...2_048 ~= width, 1...2_048 ~= height else {
            throw Problem(path: file, reason: "it has \(width) × \(height) pixels", remedy: remedy)
        }
        return PNG(
            name: name, bytes: bytes, digest: SHA256.digest(of: bytes).hex, width: width, height: height)
    }
}

extension PNG {
    /// Width and height as the head of a PNG file says (PNG 3rd edition §5.2, §11.2.1);
    /// nil for a file that does not begin like one.
    fileprivate static func size(in bytes: [UInt8]) -> (width: Int, height: Int)? {
        let head: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        guard bytes.starts(with: head), bytes.count >= head.count + 13 else { return nil }
        func number(at place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(at: head.count), number(at: head.count + 4))
    }
}
