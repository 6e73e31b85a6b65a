import Painting
import Scenes
import Testkit

/// A picture in memory, read from a PNG file or painted.
struct Pixels: Equatable {
    let width: Int
    let height: Int
    var values: [UInt32]

    /// A picture of one colour, such as a panel before the first paint.
    init(width: Int, height: Int, filledWith value: UInt32 = 0) {
        self.width = width
        self.height = height
        values = Array(repeating: value, count: width * height)
    }

    /// Nil when there is no readable PNG at `path`.
    init?(png path: String) {
        guard let picture = Picture(png: path) else { return nil }
        (width, height, values) = (picture.width, picture.height, picture.pixels)
    }

    /// A panel for a picture of `panel` turned by `rotation`.
    init(of panel: Panel, turnedBy rotation: Rotation) {
        let turned = panel.turned(by: rotation)
        self.init(width: turned.widthPixels, height: turned.heightPixels)
    }

    /// All of `scene`, painted at once.
    init(_ scene: Scene, by painter: Painter, turnedBy rotation: Rotation = .none) {
        let isSwapped = rotation.swapsSides
        self.init(
            width: isSwapped ? scene.heightPixels : scene.widthPixels,
            height: isSwapped ? scene.widthPixels : scene.heightPixels)
        paint(scene, by: painter, turnedBy: rotation, clip: [scene.bounds])
    }

    mutating func paint(
        _ scene: Scene, by painter: Painter, turnedBy rotation: Rotation = .none, clip: [Rect]
    ) {
        values.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            painter.paint(
                scene, into: base, strideBytes: width * 4, width: width, height: height,
                turnedBy: rotation, clip: clip)
        }
    }

    mutating func paintFallback(turnedBy rotation: Rotation = .none) {
        values.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            Painter.paintFallback(
                into: base, strideBytes: width * 4, width: width, height: height, turnedBy: rotation)
        }
    }

    /// This panel's picture as people see it, pixel by pixel.
    func upright(_ rotation: Rotation) -> Pixels {
        let isSwapped = rotation.swapsSides
        var picture = Pixels(width: isSwapped ? height : width, height: isSwapped ? width : height)
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let middle = PanelPoint(x: Double(x) + 0.5, y: Double(y) + 0.5)
                let place = rotation.panelPoint(
                    of: middle, width: Double(picture.width), height: Double(picture.height))
                picture.values[y * picture.width + x] = values[Int(place.y) * width + Int(place.x)]
            }
        }
        return picture
    }

    subscript(x: Int, y: Int) -> Color { Color(values[y * width + x] & 0xFF_FFFF) }

    /// The colours inside `rect`, most frequent first.
    func colors(in rect: Rect) -> [Color] {
        var counts: [UInt32: Int] = [:]
        for y in max(0, Int(rect.y))..<min(height, Int(rect.maxY)) {
            for x in max(0, Int(rect.x))..<min(width, Int(rect.maxX)) {
                counts[values[y * width + x] & 0xFF_FFFF, default: 0] += 1
            }
        }
        return counts.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map { Color($0.key) }
    }

    /// The largest difference of any channel of any pixel; nil for another size.
    func distance(to other: Pixels) -> Int? {
        guard width == other.width, height == other.height else { return nil }
        return zip(values, other.values).reduce(0) { worst, pair in
            let (left, right) = (Color(pair.0 & 0xFF_FFFF), Color(pair.1 & 0xFF_FFFF))
            let channels = [(left.red, right.red), (left.green, right.green), (left.blue, right.blue)]
            return channels.reduce(worst) { max($0, abs(Int($1.0) - Int($1.1))) }
        }
    }
}
