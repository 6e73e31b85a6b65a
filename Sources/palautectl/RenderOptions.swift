import ArgumentParser
import KioskCore
import Scenes

extension Panel {
    /// What `--panel` takes, for the complaint about anything else.
    static let grammar = """
        --panel is written like 1280x800@217mm, the width, or 1280x800@10.1in, the diagonal; \
        320–8192 pixels a side, 50–2000 mm wide
        """

    /// Reads `1280x800@217mm` or `1280x800@10.1in`; the pixels are square.
    ///
    /// Millimetres are those of the width, inches those of the diagonal, as panels are
    /// sold. A bare number below 40 is in inches, any other in millimetres. Nil for
    /// anything else, and for a size that no board may have.
    init?(argument: String, distance: Millimetres) {
        guard let match = argument.wholeMatch(of: /(\d{3,4})x(\d{3,4})@(\d{1,4}(?:\.\d{1,3})?)(mm|in)?/),
            let across = Int(match.1), let down = Int(match.2), let size = Double(match.3),
            320...8_192 ~= across, 320...8_192 ~= down
        else { return nil }
        let (columns, rows) = (Double(across), Double(down))
        let isDiagonal = match.4.map { $0 == "in" } ?? (size < 40)
        let diagonal = (columns * columns + rows * rows).squareRoot()
        let width = isDiagonal ? size * 25.4 * columns / diagonal : size
        guard 50...2_000 ~= width else { return nil }
        self.init(
            widthPixels: across, heightPixels: down, width: Millimetres(width),
            height: Millimetres(width * rows / columns), distance: distance)
    }
}

extension Profile {
    /// Reads `large`, `contrast`, both of them with a comma, or `usual` alone.
    ///
    /// - Parameter isLarge: whether `--large-text` was given, which `usual` contradicts.
    /// - Throws: `ValidationError` with the name that is unknown or contradicts another.
    init(argument: String?, isLarge: Bool) throws {
        let names = argument?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        self.init(isLarge: isLarge)
        for name in names {
            switch name {
            case "large": self.isLarge = true
            case "contrast": hasContrast = true
            case "usual": break
            default:
                throw ValidationError("--profile \(name) is unknown; it is large, contrast or usual")
            }
        }
        if names.contains("usual"), self != Profile() {
            throw ValidationError("--profile usual is the look without large text and without contrast")
        }
    }
}
