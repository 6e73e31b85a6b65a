/// The colours of the glass by what they are for, and what a theme leaves out.
///
/// In a file (`Assets/themes`) the same names are the keys of one flat object; its
/// `logo` is the name of a file, which whoever loads the theme reads.
package struct Theme: Hashable, Sendable, Codable {
    package var name: String
    /// The ground.
    package var paper: Color
    /// The shelf on which answers lie; decoration.
    package var band: Color
    /// Answers at rest.
    package var key: Color
    /// Text.
    package var ink: Color
    /// Second text.
    package var soft: Color
    /// Borders and feet of keys.
    package var edge: Color
    /// What is chosen, and the one way on.
    package var lake: Color
    /// Text on ``lake``.
    package var onLake: Color
    /// Border and foot of ``lake``.
    package var deep: Color
    /// A key under the finger.
    package var mist: Color
    /// The ring of the item being spoken.
    package var sun: Color
    /// Hairlines; decoration.
    package var line: Color
    /// The closed screen's ground and words.
    package var closedPaper: Color
    package var closedText: Color

    /// The six flat shapes of the landscape, and the light on its water.
    package var sky: Color
    package var sunlight: Color
    package var farHill: Color
    package var middleHill: Color
    package var nearHill: Color
    package var water: Color
    package var glint: Color

    /// Whether keys stand on a foot.
    package var hasFoot: Bool
    /// Whether the landscape is drawn.
    package var hasPicture: Bool
    /// Width of borders; nil where it follows from the type size.
    package var edgeMillimetres: Double?
    /// Shown with the greeting and the thank-you.
    package var logo: PNG? = nil

    private enum CodingKeys: String, CodingKey {
        case name, paper, band, key, ink, soft, edge, lake, onLake, deep, mist, sun, line
        case closedPaper, closedText, sky, sunlight, farHill, middleHill, nearHill, water, glint
        case hasFoot, hasPicture, edgeMillimetres
    }

    /// The light theme, *Päivä*.
    package static let day = Theme(
        name: "Päivä",
        paper: Color(0xFAF5EC), band: Color(0xEFE5D3), key: Color(0xFFFDF8),
        ink: Color(0x1B2A33), soft: Color(0x3A474E), edge: Color(0x7C715F),
        lake: Color(0x17475A), onLake: Color(0xFFFFFF), deep: Color(0x0E3241),
        mist: Color(0xD3E2E2), sun: Color(0xF0AE35), line: Color(0xCFC2AB),
        closedPaper: Color(0x0A0D0F), closedText: Color(0xB9BFC2),
        sky: Color(0xF7E6CC), sunlight: Color(0xF4C98A), farHill: Color(0xE3C1A6),
        middleHill: Color(0xA9B7AE), nearHill: Color(0x5F868A), water: Color(0x2D5C69),
        glint: Color(0x4B7C88),
        hasFoot: true, hasPicture: true, edgeMillimetres: nil)

    /// The theme of strong contrast, *Vahva*: no foot, no picture, no logo, thick
    /// borders.
    package static let contrast = Theme(
        name: "Vahva",
        paper: Color(0x0A0D0F), band: Color(0x0A0D0F), key: Color(0x0A0D0F),
        ink: Color(0xFFFFFF), soft: Color(0xFFFFFF), edge: Color(0xFFFFFF),
        lake: Color(0xFFDD75), onLake: Color(0x0A0D0F), deep: Color(0xFFDD75),
        mist: Color(0x3B3520), sun: Color(0x5CD0FF), line: Color(0x8A8F92),
        closedPaper: Color(0x0A0D0F), closedText: Color(0xB9BFC2),
        sky: Color(0x0A0D0F), sunlight: Color(0x0A0D0F), farHill: Color(0x0A0D0F),
        middleHill: Color(0x0A0D0F), nearHill: Color(0x0A0D0F), water: Color(0x0A0D0F),
        glint: Color(0x0A0D0F),
        hasFoot: false, hasPicture: false, edgeMillimetres: 0.9)
}
