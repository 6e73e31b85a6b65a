import CCairo
import Scenes

/// Turns a ``Scene`` into pixels. It knows nothing of surveys or terminals.
///
/// Pixels are XRGB8888 in native order (Cairo's RGB24). Not thread-safe.
package final class Painter: TextMeasure {
    private let typesetter: Typesetter
    private var pictures = PictureStore()

    package init(fonts: FontSet) {
        typesetter = Typesetter(fonts)
    }

    package func width(of text: String, face: Face, capital: Double) -> Double {
        typesetter.width(of: text, face: face, capital: capital)
    }

    package func widths(
        of words: [String], face: Face, capital: Double
    ) -> (words: [Double], space: Double) {
        typesetter.widths(of: words, face: face, capital: capital)
    }

    /// Paints `scene` inside the rectangles of `clip` and nowhere else.
    ///
    /// Painting only where a scene differs from the one before gives the same
    /// pixels as painting all of it. `base` holds `height` rows of `strideBytes`, of
    /// the panel as its connector has it; `clip` is of the picture.
    package func paint(
        _ scene: Scene, into base: UnsafeMutableRawPointer, strideBytes: Int, width: Int, height: Int,
        turnedBy rotation: Rotation = .none, clip: [Rect]
    ) {
        let canvas = Canvas(
            base, strideBytes: strideBytes, width: width, height: height, turnedBy: rotation)
        for rect in clip {
            canvas.within(rect.outward) {
                paint(scene, inside: rect.outward, on: canvas)
            }
        }
    }

    /// All of `scene`, whatever the canvas was scaled to.
    func paintWhole(_ scene: Scene, on canvas: Canvas) {
        paint(scene, inside: scene.bounds, on: canvas)
    }

    /// A few words below a picture.
    func caption(_ text: String, capital: Double, x: Double, baseline: Double, on canvas: Canvas) {
        canvas.show(
            typesetter.layout(text, .label, capital), x: x, baseline: baseline, color: Theme.day.ink)
    }

    private func paint(_ scene: Scene, inside rect: Rect, on canvas: Canvas) {
        canvas.fill(scene.bounds, scene.background)
        for element in scene.elements where element.bounds.intersection(rect) != nil {
            paint(element, on: canvas)
        }
    }

    private func paint(_ element: Element, on canvas: Canvas) {
        switch element {
        case .box(let box): canvas.paint(box)
        case .shape(let shape): canvas.paint(shape)
        case .picture(let picture):
            if let surface = pictures.surface(of: picture) { canvas.show(surface, in: picture.rect) }
        case .text(let run):
            canvas.show(
                typesetter.layout(run.text, run.face, run.capital), x: run.x, baseline: run.baseline,
                color: run.color)
        }
    }

    /// The whole picture as a PNG file's bytes, as the panel's connector gets it.
    package func png(of scene: Scene, turnedBy rotation: Rotation = .none) -> [UInt8] {
        let sides = [scene.widthPixels, scene.heightPixels]
        let (width, height) = rotation.swapsSides ? (sides[1], sides[0]) : (sides[0], sides[1])
        let stride = width * 4
        let base = UnsafeMutableRawPointer.allocate(byteCount: stride * height, alignment: 64)
        defer { base.deallocate() }
        paint(
            scene, into: base, strideBytes: stride, width: width, height: height, turnedBy: rotation,
            clip: [scene.bounds])
        return Canvas(base, strideBytes: stride, width: width, height: height).png
    }

    /// Fills the pixels with the compiled-in picture that says in three languages
    /// that the device rests: what is left when no font can be read.
    package static func paintFallback(
        into base: UnsafeMutableRawPointer, strideBytes: Int, width: Int, height: Int,
        turnedBy rotation: Rotation = .none
    ) {
        let canvas = Canvas(
            base, strideBytes: strideBytes, width: width, height: height, turnedBy: rotation)
        canvas.fill(canvas.bounds, Theme.day.paper)
        canvas.showInTheMiddle(png: PackageResources.resting_png)
    }
}
