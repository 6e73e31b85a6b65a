import Display
import KioskCore
import Linux
import Painting
import Provisioning
import Scenes
import Surveys

/// The screen with its painter: shows what the terminal says, painting only
/// what changed since the picture before.
///
/// It always has something to show: without fonts the compiled-in picture says
/// in three languages that the device rests.
final class Stage {
    /// What became of a picture.
    enum Outcome {
        /// It is on show or under way already, or the last flip is.
        case unchanged
        /// It is under way, or on the glass already where nothing is to be painted.
        /// `hits` is nil for a picture without anything of the terminal's.
        case shown(HitMap?, isUnderWay: Bool)
        case retryLater(after: Duration)
    }

    /// What the shadow holds.
    private enum Sight: Equatable {
        case model(ScreenModel)
        /// The compiled-in picture.
        case resting
        case black
    }

    private let screen: any Screen
    /// The glass as people see it.
    let panel: Panel
    private let rotation: Rotation
    private let powersOff: Bool
    private var painter: Painter?
    private var content: ActiveContent?
    private var screens: Screens?
    /// What the shadow shows; nil when that is to be painted anew.
    private var painted: Sight?
    /// The scene in the shadow, whatever became of its words and colours.
    private var scene: Scene?
    /// Whether the shadow's picture is on the glass or under way to it.
    private var isHandedOver = false
    private var isOff = false
    /// How bright the next picture is.
    var light = GlassLight.lit

    init(_ screen: any Screen, board: Board) {
        self.screen = screen
        rotation = board.rotation
        powersOff = board.powerOff
        panel = board.glass(width: screen.size.width, height: screen.size.height)
    }

    /// Draws with these fonts from the next picture on.
    func use(_ painter: Painter) {
        self.painter = painter
        prepare()
    }

    /// Draws with these words and colours from the next picture on.
    func use(_ content: ActiveContent) {
        self.content = content
        prepare()
        // The same model looks otherwise now.
        painted = nil
    }

    private func prepare() {
        guard let painter else { return }
        screens =
            if let content {
                Screens(panel: panel, theme: content.theme, phrases: content.phrases, measure: painter)
            } else {
                Screens.resting(panel: panel, measure: painter)
            }
    }

    /// The compiled-in picture is on show.
    var showsFallback: Bool { painted == .resting && isHandedOver }

    /// Whether people have seen a picture of this stage.
    private(set) var hasShown = false

    /// The regions of the picture on show, in whole pixels.
    var targets: [String: [Int]] {
        let regions = isHandedOver ? scene?.hitMap.regions ?? [] : []
        return Dictionary(
            regions.map { region in
                let rect = region.rect
                return (region.target.rawValue, [rect.x, rect.y, rect.width, rect.height].map { Int($0) })
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Hands the picture of `model` to the flip, or a black one while it is dark.
    func show(_ model: ScreenModel) throws -> Outcome {
        guard !screen.isFlipPending else { return .unchanged }
        let wanted: Sight = light == .dark ? .black : screens == nil ? .resting : .model(model)
        if wanted != .black, isOff { try power(isOn: true) }
        if painted == wanted, isHandedOver {
            if wanted == .black, powersOff, !isOff { try power(isOn: false) }
            return .unchanged
        }
        let damage = painted == wanted ? [] : paint(wanted)
        painted = wanted
        let hits: HitMap? = if case .model = wanted { scene?.hitMap } else { nil }
        if damage.isEmpty, isHandedOver { return .shown(hits, isUnderWay: false) }
        return try present(damage) ?? .shown(hits, isUnderWay: true)
    }

    var isFlipPending: Bool { screen.isFlipPending }

    private func power(isOn: Bool) throws(SystemError) {
        try screen.setPower(isOn: isOn)
        isOff = !isOn
    }

    /// - Returns: nil when the picture is under way.
    private func present(_ damage: [Rect]) throws(SystemError) -> Outcome? {
        let (width, height) = (Double(panel.widthPixels), Double(panel.heightPixels))
        isHandedOver = false
        let handover = try screen.present(
            damage: damage.map { PixelRect(rotation.panelRect(of: $0, width: width, height: height)) })
        if case .retryLater(let pause) = handover { return .retryLater(after: pause) }
        isHandedOver = true
        hasShown = true
        return nil
    }

    /// When each picture of the last call came on the glass (CLOCK_MONOTONIC).
    func drain() throws -> [Int64] {
        try screen.drain().map { event in
            switch event {
            case .flipped(let monotonicNanoseconds): monotonicNanoseconds
            }
        }
    }
}

// The shadow, and what the glass is to be asked.
extension Stage {
    var descriptor: Descriptor { screen.descriptor }

    func keepsTheGlass() throws(SystemError) -> Bool { try screen.keepsTheGlass() }

    func fitsTheDisplay() throws(SystemError) -> Bool { try screen.fitsTheDisplay() }

    /// Brings the shadow to `sight`.
    ///
    /// - Returns: what changed in the picture.
    private func paint(_ sight: Sight) -> [Rect] {
        let earlier = scene
        scene = nil
        var damage = [Rect(x: 0, y: 0, width: Double(panel.widthPixels), height: Double(panel.heightPixels))]
        screen.withShadow { pixels in
            switch sight {
            case .black:
                pixels.base.initializeMemory(
                    as: UInt8.self, repeating: 0, count: pixels.strideBytes * pixels.height)
            case .resting:
                Painter.paintFallback(
                    into: pixels.base, strideBytes: pixels.strideBytes, width: pixels.width,
                    height: pixels.height, turnedBy: rotation)
            case .model(let model):
                guard let painter, let screens else { preconditionFailure("a model needs fonts") }
                let next = screens.scene(for: model)
                damage = next.damage(from: earlier)
                painter.paint(
                    next, into: pixels.base, strideBytes: pixels.strideBytes, width: pixels.width,
                    height: pixels.height, turnedBy: rotation, clip: damage)
                scene = next
            }
        }
        return damage
    }
}

extension PixelRect {
    /// The whole pixels that `rect` touches.
    init(_ rect: Rect) {
        let left = Int(rect.x.rounded(.down))
        let top = Int(rect.y.rounded(.down))
        self.init(
            x: left, y: top, width: Int(rect.maxX.rounded(.up)) - left,
            height: Int(rect.maxY.rounded(.up)) - top)
    }
}
