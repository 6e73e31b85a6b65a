import KioskCore
import Linux
import Painting
import Provisioning
import Scenes
import Surveys

/// The recommendation question as a kiosk shows it: what is drawn over and over.
struct BenchScene {
    let painter: Painter
    let screens: Screens
    let panel: Panel
    let pixels: BenchPixels
    private let question: QuestionScreen

    init(fonts: String) throws {
        // As the kiosk does: words and survey are read beside the glass and the fonts.
        let reading = try Errand(name: "content") { ActiveContent.safe }
        panel = Panel(
            widthPixels: 1280, heightPixels: 800, width: Millimetres(217), height: Millimetres(135.6),
            distance: Millimetres(500))
        pixels = BenchPixels(panel)
        painter = Painter(fonts: try FontSet(directory: fonts))
        let content = reading.wait()
        screens = Screens(
            panel: panel, theme: content.theme, phrases: content.phrases, measure: painter)
        question = QuestionScreen(
            question: content.survey.questions[0], index: 0, count: 1, chosen: nil, offersBack: true,
            offersNext: false)
    }

    func scene(pressed: Key? = nil) -> Scene {
        screens.scene(
            for: ScreenModel(screen: .question(question), language: .finnish, pressed: pressed?.target))
    }
}

/// Pixels of one picture, freed with this value.
final class BenchPixels {
    let size: Int
    private let memory: PictureMemory
    private let panel: Panel

    init(_ panel: Panel) {
        self.panel = panel
        size = panel.widthPixels * panel.heightPixels * 4
        memory = PictureMemory(sizeBytes: size)
    }

    func paint(_ scene: Scene, by painter: Painter, clip: [Rect]) {
        painter.paint(
            scene, into: memory.base, strideBytes: panel.widthPixels * 4, width: panel.widthPixels,
            height: panel.heightPixels, clip: clip)
    }

    var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: memory.base, count: size)) }
}
