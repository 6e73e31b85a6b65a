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
    private let screen: any Screen
    /// The glass as people see it.
    let panel: Panel
    private let rotation: Rotation
    private var painter: Painter?
    private var content: ActiveContent?
    private var screens: Screens?
    private var shown: (model: ScreenModel, scene: Scene)?
    /// The compiled-in picture is on show.
    private(set) var showsFallback = false

    init(_ screen: any Screen, board: Board) {
        self.screen = screen
        rotation = board.rotation
        panel = board.glass(width: screen.size.width, height: screen.size.height)
    }

    /// Loads the fonts of `folder`, if that has not succeeded before.
    func findFonts(in folder: String) throws(FontSet.Unusable) {
        guard painter == nil else { return }
        painter = Painter(fonts: try FontSet(directory: folder))
        showsFallback = false
        prepare()
    }

    var descriptor: Descriptor { screen.descriptor }

    /// Draws with these words and colours from the next picture on.
    func use(_ content: ActiveContent) {
        self.content = content
        prepare()
        shown?.model.screen = .outOfService
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

    /// The regions of the picture on show, in whole pixels.
    var targets: [String: [Int]] {
        let regions = shown?.scene.hitMap.regions ?? []
        return Dictionary(
            regions.map { region in
                let rect = region.rect
                return (region.target.rawValue, [rect.x, rect.y, rect.width, rect.height].map { Int($0) })
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Hands the picture of `model` to the flip; nil when it is shown already
    /// or the last flip is still under way.
    func show(_ model: ScreenModel) throws -> HitMap? {
        guard !screen.isFlipPending, shown?.model != model else { return nil }
        guard let painter, let screens else { return try showFallback() }
        let scene = screens.scene(for: model)
        let damage = scene.damage(from: shown?.scene)
        screen.withShadow { pixels in
            painter.paint(
                scene, into: pixels.base, strideBytes: pixels.strideBytes, width: pixels.width,
                height: pixels.height, turnedBy: rotation, clip: damage)
        }
        shown = (model, scene)
        guard !damage.isEmpty else { return scene.hitMap }
        let (width, height) = (scene.bounds.width, scene.bounds.height)
        try screen.present(
            damage: damage.map { PixelRect(rotation.panelRect(of: $0, width: width, height: height)) })
        return scene.hitMap
    }

    /// When each picture of the last call came on the glass (CLOCK_MONOTONIC).
    func drain() throws -> [Int64] {
        try screen.drain().map { event in
            switch event {
            case .flipped(let monotonicNanoseconds): monotonicNanoseconds
            }
        }
    }

    var isFlipPending: Bool { screen.isFlipPending }

    private func showFallback() throws -> HitMap? {
        guard !showsFallback else { return nil }
        screen.withShadow { pixels in
            Painter.paintFallback(
                into: pixels.base, strideBytes: pixels.strideBytes, width: pixels.width,
                height: pixels.height, turnedBy: rotation)
        }
        try screen.present(damage: [PixelRect(screen.size)])
        showsFallback = true
        return nil
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
