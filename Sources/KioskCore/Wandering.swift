import Scenes

/// The greeting's slow way along a figure of eight, so that it burns in nowhere.
enum Wandering {
    /// As far as it goes from the middle (`look.md` §9).
    static let reachMillimetres = 3.0
    static let pause = Duration.seconds(20)
    /// It stays where somebody has just looked for a key.
    static let quietTime = Duration.seconds(60)

    /// Where the picture stands after `steps` pixels of the way.
    static func place(after steps: Int, reach: Int) -> (right: Int, down: Int) {
        let reach = max(2, reach) / 2 * 2
        return (swing(steps, reach), swing(2 * steps, reach) / 2)
    }

    /// To one side, back, to the other side and back, one a step.
    private static func swing(_ step: Int, _ reach: Int) -> Int {
        let place = step % (4 * reach)
        return switch place {
        case ..<reach: place
        case ..<(3 * reach): 2 * reach - place
        default: place - 4 * reach
        }
    }
}

extension Screens {
    /// The greeting where it has wandered to; every other screen stays.
    func wandered(_ scene: Scene, _ model: ScreenModel) -> Scene {
        guard case .attract = model.screen else { return scene }
        let reach = Int(Wandering.reachMillimetres * panel.pixelsPerMillimetre)
        let place = Wandering.place(after: model.wandered, reach: reach)
        return scene.moved(right: place.right, down: place.down)
    }
}
