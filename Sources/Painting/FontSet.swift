import CCairo
import CFontconfig
import Scenes

/// The five cuts of Inter, loaded into this process by file.
///
/// The machine's own fonts and fontconfig rules are never asked: the same files
/// give the same picture everywhere, and nothing is scanned at start.
package final class FontSet {
    /// The folder lacks a font, or holds something that is none.
    package struct Unusable: Error, Hashable, CustomStringConvertible {
        package var path: String
        package var description: String {
            "\(path): no font can be read there; put the files of Debian's fonts-inter into its folder"
        }
    }

    let map: UnsafeMutablePointer<PangoFontMap>

    /// Reads the five files of `directory`.
    ///
    /// They are the fonts of the whole process from then on. The C functions are
    /// `FcConfigAppFontAddFile` and `FcConfigSetCurrent`.
    package init(directory: String) throws(Unusable) {
        guard let config = FcConfigCreate() else { throw Unusable(path: directory) }
        // Whoever makes it current keeps a reference.
        defer { FcConfigDestroy(config) }
        for face in Face.allCases {
            let path = "\(directory)/\(face.fileName)"
            guard FcConfigAppFontAddFile(config, path) != 0 else { throw Unusable(path: path) }
        }
        // Before the map: a map without a current configuration reads the machine's.
        guard FcConfigSetCurrent(config) != 0, let map = pango_cairo_font_map_new() else {
            throw Unusable(path: directory)
        }
        self.map = map
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(map))
    }
}

extension Face {
    var fileName: String {
        switch self {
        case .label: "Inter-Medium.otf"
        case .key: "Inter-SemiBold.otf"
        case .ladder: "Inter-Bold.otf"
        case .question: "InterDisplay-SemiBold.otf"
        case .numeral: "InterDisplay-Bold.otf"
        }
    }

    var family: String {
        switch self {
        case .label, .key, .ladder: "Inter"
        case .question, .numeral: "Inter Display"
        }
    }

    var weight: PangoWeight {
        switch self {
        case .label: PANGO_WEIGHT_MEDIUM
        case .key, .question: PANGO_WEIGHT_SEMIBOLD
        case .ladder, .numeral: PANGO_WEIGHT_BOLD
        }
    }
}
