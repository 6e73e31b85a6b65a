import Display
import Foundation
import KioskCore
import Linux
import Painting
import Provisioning
import Scenes
import Surveys
import Testkit
import Touch

/// What each screen looks like, painted whole and apart from the Runtime.
final class Pictures {
    /// The glass as people see it.
    let panel: Panel
    let board: Board
    let sent: PixelSize
    private let content: ActiveContent
    private let painter: Painter
    private let screens: Screens
    /// The survey's file.
    let pack: String
    private var known: [ScreenModel: [UInt8]] = [:]

    /// - Parameter size: what the connector sends; nil: the record's pixels.
    init(of terminal: TerminalRoot, size: PixelSize? = nil) throws {
        let board = try terminal.root.board()
        let sent = size ?? PixelSize(width: board.panel.widthPixels, height: board.panel.heightPixels)
        (self.board, self.sent) = (board, sent)
        panel = board.glass(width: sent.width, height: sent.height)
        content = try terminal.root.activeContent { _ in }
        painter = Painter(fonts: try FontSet(directory: terminal.root.fonts))
        screens = Screens(
            panel: panel, theme: content.theme, phrases: content.phrases, measure: painter)
        pack = try String(
            contentsOfFile: "\(terminal.root.share)/surveys/nps.json", encoding: .utf8)
    }

    func picture(of model: ScreenModel) -> [UInt8] {
        if let picture = known[model] { return picture }
        let scene = screens.scene(for: model)
        let picture = filled { pixels, stride in
            painter.paint(
                scene, into: pixels, strideBytes: stride, width: sent.width,
                height: sent.height, turnedBy: board.rotation, clip: [scene.bounds])
        }
        known[model] = picture
        return picture
    }

    /// Every text on this screen.
    func words(of model: ScreenModel) -> [String] {
        screens.scene(for: model).elements.compactMap { element in
            if case .text(let run) = element { return run.text }
            return nil
        }
    }

    /// What is compiled in for a terminal without fonts.
    var fallback: [UInt8] {
        filled { pixels, stride in
            Painter.paintFallback(
                into: pixels, strideBytes: stride, width: sent.width,
                height: sent.height, turnedBy: board.rotation)
        }
    }

    /// Nothing to be seen.
    var black: [UInt8] { filled { _, _ in } }

    private func filled(_ paint: (UnsafeMutableRawPointer, Int) -> Void) -> [UInt8] {
        let stride = sent.width * 4
        var bytes = [UInt8](repeating: 0, count: stride * sent.height)
        bytes.withUnsafeMutableBytes { if let base = $0.baseAddress { paint(base, stride) } }
        return bytes
    }

    /// - Parameter isSafe: of the compiled-in content, which knows no unit.
    func greeting(
        in language: Language = .finnish, pressed: Key? = nil, isSafe: Bool = false
    ) -> ScreenModel {
        let offer = Offer(
            questions: 1, minutes: 1, unit: isSafe ? nil : unit(in: language),
            offersPrivacy: content.settings?.privacy != nil)
        return model(
            .attract(languages: content.settings?.languages ?? [], offer: offer), language, pressed)
    }

    func question(
        chosen: Int? = nil, in language: Language = .finnish, pressed: Key? = nil
    ) -> ScreenModel {
        let question = QuestionScreen(
            question: content.survey.questions[0], index: 0, count: 1, chosen: chosen.map { .scale($0) },
            offersBack: true, offersNext: chosen != nil, offersHelp: true,
            languageName: content.phrases.names[language], unit: unit(in: language))
        return model(.question(question), language, pressed)
    }

    private func unit(in language: Language) -> String? { content.settings?.unit.name[language] }

    func message(_ screen: ScreenModel.Screen, in language: Language = .finnish) -> ScreenModel {
        model(screen, language, nil)
    }

    private func model(
        _ screen: ScreenModel.Screen, _ language: Language, _ pressed: Key?
    ) -> ScreenModel {
        ScreenModel(screen: screen, language: language, pressed: pressed?.target)
    }
}

/// Keeps every picture that came on the glass, and breaks the glass on demand.
final class Album {
    private(set) var pictures: [[UInt8]] = []
    /// Whether earlier pictures are dropped: a long trial shows thousands.
    var keepsOnlyTheLast = false
    /// Pictures of one colour that people saw.
    private(set) var blanks = 0
    /// How many screens were opened.
    fileprivate(set) var screens = 0
    /// Each is met once, by the next picture or the next opening.
    var failsNextPicture = false
    var refusesNextPicture = false
    var losesNextFlip = false
    var failsNextOpening = false
    /// Another program has the glass.
    var isTaken = false
    /// The display that is there now; a screen of another does not fit it.
    var size: PixelSize?
    /// Whether the panel was switched on, each time.
    fileprivate(set) var powers: [Bool] = []

    var last: [UInt8]? { pictures.last }

    /// Whether all pixels are of one colour.
    static func isBlank(_ picture: [UInt8]) -> Bool {
        picture.dropFirst(4).elementsEqual(picture.dropLast(4))
    }

    func screen(for panel: Panel) throws -> any Screen {
        defer { failsNextOpening = false }
        if failsNextOpening { throw SystemError(call: "open", subject: "/dev/dri/card0", code: ENOENT) }
        if isTaken { throw DisplayUnavailable(reasons: ["drmSetMaster(/dev/dri/card0)"], isTaken: true) }
        screens += 1
        let size = size ?? PixelSize(width: panel.widthPixels, height: panel.heightPixels)
        return try WatchedScreen(MemoryScreen(size), album: self)
    }

    fileprivate func add(_ picture: [UInt8]) {
        if keepsOnlyTheLast { pictures = [] }
        pictures.append(picture)
        if Self.isBlank(picture) { blanks += 1 }
    }
}

/// A screen whose pictures are kept.
private final class WatchedScreen: Screen {
    private let screen: MemoryScreen
    private let album: Album
    private var hasLostItsFlip = false

    init(_ screen: MemoryScreen, album: Album) {
        self.screen = screen
        self.album = album
    }

    var size: PixelSize { screen.size }
    var descriptor: Descriptor { screen.descriptor }
    var isFlipPending: Bool { screen.isFlipPending || hasLostItsFlip }
    func withShadow(_ body: (PixelBuffer) -> Void) { screen.withShadow(body) }

    func present(damage: [PixelRect]) throws(SystemError) -> Handover {
        defer { (album.failsNextPicture, album.refusesNextPicture) = (false, false) }
        if album.failsNextPicture {
            throw SystemError(call: "drmModePageFlip", subject: "/dev/dri/card0", code: EIO)
        }
        if album.refusesNextPicture || album.isTaken { return .retryLater(after: .milliseconds(250)) }
        hasLostItsFlip = album.losesNextFlip
        album.losesNextFlip = false
        return try screen.present(damage: damage)
    }

    func drain() throws(SystemError) -> [ScreenEvent] {
        let events = try screen.drain()
        if hasLostItsFlip { return [] }
        if !events.isEmpty { album.add(screen.snapshot()) }
        return events
    }

    func keepsTheGlass() throws(SystemError) -> Bool { !album.isTaken }

    func fitsTheDisplay() throws(SystemError) -> Bool { album.size.map { $0 == size } ?? true }

    func setPower(isOn: Bool) throws(SystemError) { album.powers.append(isOn) }
}

/// Where a touchscreen is plugged in, one after the other.
final class Plugs {
    private weak var current: ScriptedTouch?
    private(set) var count = 0
    /// No touchscreen is found.
    var isEmpty = false

    private var hand: ScriptedTouch {
        get throws {
            guard let current else { throw SystemError(call: "feed", subject: "touch", code: ENODEV) }
            return current
        }
    }

    /// Does `moves`; when this returns the loop can read of it.
    func feed(_ moves: ScriptedTouch.Move...) throws {
        let hand = try hand
        try hand.feed(moves)
        // The kernel's timer behind the script has come a moment later.
        let poller = try Poller()
        try poller.add(hand.descriptor, tag: 0)
        while try poller.wait(timeout: .seconds(10)).isEmpty {}
    }

    /// A finger comes down.
    func touch(_ place: (x: Double, y: Double), slot: Int = 0) throws {
        try feed(.touch(slot: slot, x: place.x, y: place.y))
    }

    func plugIn() throws -> any TouchSource {
        if isEmpty { throw SystemError(call: "open", subject: "/dev/input", code: ENODEV) }
        let touch = try ScriptedTouch()
        current = touch
        count += 1
        return touch
    }
}
