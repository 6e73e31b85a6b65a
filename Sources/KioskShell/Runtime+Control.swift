import FoundationEssentials
import KioskCore
import Linux
import Surveys

/// What a technician may ask over `control.sock`.
extension Runtime {
    /// One line for one question; JSON, or a line beginning with `error: `.
    ///
    /// - Returns: nil when the answer follows later.
    func answerControl(_ question: String, from client: ControlPort.ClientNumber) -> String? {
        switch question {
        case "status": return json(status)
        case "touch": return json(figures.contacts)
        case "calibrate": return calibrate(for: client)
        case "restart":
            // A technician has looked: what crashed before counts no more.
            starts.forgetAll()
            isStopping = true
            return json(["restarting": true])
        case let question where question.hasPrefix("record "): return record(question.dropFirst(7))
        case let question where question.hasPrefix("parked "):
            return listParked(question.dropFirst(7), for: client)
        case let question where question.hasPrefix("resend "):
            return resend(question.dropFirst(7), for: client)
        default:
            return "error: unknown question; ask status, touch, record NUMBER, parked NUMBER, "
                + "resend FIRST-LAST, calibrate or restart"
        }
    }

    private func record(_ start: Substring) -> String {
        guard let start = Int(start), start >= 0 else { return "error: record wants a number" }
        let answer = recorder.answer(from: start, at: now) { fingers?.record(true) }
        return answer.map(json) ?? "error: there is no touch device to record"
    }

    func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "error: it cannot be told" }
        return String(decoding: data, as: UTF8.self)
    }

    package var glance: Glance {
        Glance(
            screen: glass.name, frames: figures.frames, lastSeq: figures.journal?.lastNumber,
            unsent: figures.journal?.unsent)
    }

    /// The pressable regions on show, by name: x, y, width, height in pixels.
    package var targets: [String: [Int]] { stage?.targets ?? [:] }

    /// Everything a technician may know; counts this process's descriptors and memory.
    package var status: Status {
        let flips = figures.touchToFlip
        return Status(
            version: options.version, boot: boot, board: options.board.name,
            screen: glass.name, targets: targets,
            acknowledged: terminal.acknowledged, flagged: terminal.flagged, frames: figures.frames,
            touches: figures.touches,
            touchToFlipMs: Status.Flips(
                n: flips.count, median: flips.milliseconds(at: 50), p99: flips.milliseconds(at: 99)),
            firstFrameMs: figures.firstFrameNanoseconds.map { $0 / 1_000_000 }, journal: journalState,
            clock: Status.ClockState(
                state: figures.timeFix == nil ? "unknown" : "synced", errorMs: figures.timeFix?.errorMs),
            survey: content?.survey.canonical, settingsSerial: content?.settings?.serial,
            isSafe: safeUntil != nil, link: figures.link.state.rawValue, rssKiB: ProcessFigures.residentKiB,
            fds: ProcessFigures.descriptors, threads: ProcessFigures.threads)
    }

    private var glass: ScreenModel.Screen {
        stage?.showsFallback == true ? .outOfService : terminal.model.screen
    }

    private var journalState: Status.JournalState? {
        figures.journal.map { journal in
            Status.JournalState(
                id: journal.journalID.description, lastSeq: journal.lastNumber, unsent: journal.unsent,
                oldestUnsentAgeS: oldestUnsentAgeSeconds, parked: journal.parked,
                withdrawn: journal.withdrawn, setAside: journal.repair.setAside.unlessNone,
                restored: journal.repair.restored.unlessNone)
        }
    }
}

extension Int {
    /// What is told only where there is something to tell.
    var unlessNone: Int? { self == 0 ? nil : self }
}

extension ScreenModel.Screen {
    var name: String {
        switch self {
        case .attract: "attract"
        case .question: "question"
        case .stopping: "stopping"
        case .help: "help"
        case .profile: "profile"
        case .idle: "idle"
        case .languages: "languages"
        case .removed: "removed"
        case .privacy: "privacy"
        case .closed: "closed"
        case .saving: "saving"
        case .savingFailed: "savingFailed"
        case .thanks: "thanks"
        case .outOfService: "outOfService"
        case .calibrating: "calibrating"
        }
    }
}

/// What the kernel says of this process (`proc(5)`).
enum ProcessFigures {
    static var residentKiB: Int { field("VmRSS:") }
    static var threads: Int { field("Threads:") }

    static var descriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private static func field(_ name: String) -> Int {
        guard let bytes = try? readFile("/proc/self/status", limit: 16 * 1024) else { return 0 }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(name) }
        let number = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return number.flatMap { Int($0) } ?? 0
    }
}
