import KioskCore
import Linux
import Painting
import Provisioning
import Scenes
import Surveys

/// The recommendation question as a kiosk shows it: what is drawn over and over.
///
/// C reads a finished picture's parts; this lays them out. Neither reads a survey.
struct BenchScene {
    let painter: Painter
    let screens: Screens
    let panel: Panel
    let pixels: BenchPixels
    private let question: QuestionScreen

    init(fonts: String) throws {
        panel = Panel(
            widthPixels: 1280, heightPixels: 800, width: Millimetres(217), height: Millimetres(135.6),
            distance: Millimetres(500))
        pixels = BenchPixels(panel)
        painter = Painter(fonts: try FontSet(directory: fonts))
        screens = Screens(
            panel: panel, theme: .day, phrases: .safe(in: [.finnish]), measure: painter)
        question = QuestionScreen(
            question: Self.recommendation, index: 0, count: 1, chosen: nil, offersBack: true,
            offersNext: false)
    }

    // As in Assets/surveys/nps.json (`facts.md`).
    private static let recommendation = Question(
        linkID: "nps",
        text: LocalizedText([.finnish: "Kuinka todennäköisesti suosittelisit saamaasi palvelua läheisellesi?"]
        ),
        kind: .scale(
            Scale(
                values: 0...10, lowEnd: LocalizedText([.finnish: "En lainkaan todennäköisesti"]),
                highEnd: LocalizedText([.finnish: "Erittäin todennäköisesti"]))))

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
