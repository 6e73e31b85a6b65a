import CCairo
import Scenes

/// Sets lines of text with Pango and keeps what it set: measuring a line and
/// painting it shape the text once.
///
/// Not thread-safe: no Pango off the main thread.
final class Typesetter {
    /// Above this many lines all are set anew: far more than the screens of one
    /// visit have, and a bound for years of running.
    static let cacheLimit = 512

    private struct Line: Hashable {
        var text: String
        var face: Face
        var capital: Double
    }

    private let fonts: FontSet
    private let context: OpaquePointer
    private let attributes: OpaquePointer
    private var layouts: [Line: OpaquePointer] = [:]

    init(_ fonts: FontSet) {
        self.fonts = fonts
        guard let context = pango_font_map_create_context(fonts.map),
            let attributes = pango_attr_list_new(), let options = cairo_font_options_create()
        else { preconditionFailure("Pango and Cairo give objects as long as there is memory") }
        // Said here, so that no desktop setting of the machine changes a picture.
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("fi"))
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        // An l with a tail, and no contextual forms (`look.md` §2).
        pango_attr_list_insert(attributes, pango_attr_font_features_new("cv05=1, calt=0"))
        self.context = context
        self.attributes = attributes
    }

    deinit {
        forgetLines()
        pango_attr_list_unref(attributes)
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    func width(of text: String, face: Face, capital: Double) -> Double {
        var logical = PangoRectangle()
        pango_layout_get_extents(layout(text, face, capital), nil, &logical)
        return Double(logical.width) / Double(PANGO_SCALE)
    }

    /// Words where they stand on the line of all of them, which is shaped once.
    func widths(of words: [String], face: Face, capital: Double) -> (words: [Double], space: Double) {
        guard words.count > 1,
            let line = pango_layout_get_line_readonly(
                layout(words.joined(separator: " "), face, capital), 0)
        else { return (words.map { width(of: $0, face: face, capital: capital) }, 0) }
        var at: Int32 = 0
        var places: [(from: Double, to: Double)] = []
        for word in words {
            let end = at + Int32(word.utf8.count)
            places.append((x(of: at, on: line), x(of: end, on: line)))
            at = end + 1
        }
        // Right to left, places fall.
        return (
            places.map { abs($0.to - $0.from) }, abs(places[1].from - places[0].to)
        )
    }

    /// Where the letter of the byte `index` begins.
    private func x(of index: Int32, on line: UnsafeMutablePointer<PangoLayoutLine>) -> Double {
        var x: Int32 = 0
        pango_layout_line_index_to_x(line, index, 0, &x)
        return Double(x) / Double(PANGO_SCALE)
    }

    /// The line as a layout, for `pango_cairo_show_layout`.
    func layout(_ text: String, _ face: Face, _ capital: Double) -> OpaquePointer {
        let line = Line(text: text, face: face, capital: capital)
        if let known = layouts[line] { return known }
        if layouts.count >= Self.cacheLimit { forgetLines() }
        let layout = make(line)
        layouts[line] = layout
        return layout
    }

    private func make(_ line: Line) -> OpaquePointer {
        guard let layout = pango_layout_new(context),
            let font = pango_font_description_new()
        else { preconditionFailure("Pango gives objects as long as there is memory") }
        pango_font_description_set_family(font, line.face.family)
        pango_font_description_set_weight(font, line.face.weight)
        let sizePixels = line.capital / Face.capitalPerEm
        pango_font_description_set_absolute_size(font, sizePixels * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        pango_layout_set_attributes(layout, attributes)
        pango_layout_set_single_paragraph_mode(layout, 1)
        pango_layout_set_text(layout, line.text, Int32(line.text.utf8.count))
        return layout
    }

    private func forgetLines() {
        for layout in layouts.values { g_object_unref(UnsafeMutableRawPointer(layout)) }
        layouts = [:]
    }
}
