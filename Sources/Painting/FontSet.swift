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
    /// The C functions are `FcConfigAppFontAddFile` and
    /// `pango_fc_font_map_set_config`.
    package init(directory: String) throws(Unusable) {
        guard let config = FcConfigCreate() else { throw Unusable(path: directory) }
        // The map keeps its own reference.
        defer { FcConfigDestroy(config) }
        for face in Face.allCases {
            let path = "\(directory)/\(face.fileName)"
            guard FcConfigAppFontAddFile(config, path) != 0 else { throw Unusable(path: path) }
        }
        guard let map = pango_cairo_font_map_new() else { throw Unusable(path: directory) }
        self.map = map
        shim_set_fontconfig(map, UnsafeMutableRawPointer(config))
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
