import ArgumentParser
import KioskShell
import Linux
import Painting
import Provisioning

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "What is wrong with this terminal, and what to do.",
        discussion: "Looks at files, devices and the running kiosk. Exit code 1 when something is wrong.")

    @ParentCommand var parent: Palautectl

    func run() throws {
        let findings = Doctor(root: parent.place).findings
        if parent.json {
            Console.say(json(findings))
        } else {
            for finding in findings { Console.say(finding.line) }
        }
        if findings.contains(where: { !$0.isWell }) { throw ExitCode.bad }
    }
}

/// One thing looked at.
struct Finding: Codable {
    var name: String
    var isWell: Bool
    /// What was seen, or what is wrong and what to do.
    var text: String

    var line: String { "\(isWell ? "ok  " : "BAD ") \(name): \(text)" }
}

/// Looks at a terminal part by part, in the order a technician would.
struct Doctor {
    let root: Root

    var findings: [Finding] {
        [board, fonts, content, disk] + running
    }

    private var board: Finding {
        look("board") { () throws(Problem) in
            let board = try root.board()
            let panel = board.glass
            return "\(board.name), \(panel.widthPixels)×\(panel.heightPixels) on \(panel.width.value) mm"
        }
    }

    private var content: Finding {
        look("settings") { () throws(Problem) in
            var passedOver: [Problem] = []
            let content = try root.activeContent { passedOver.append($0) }
            if let problem = passedOver.first { throw problem }
            return "serial \(content.settings?.serial ?? 0) asks \(content.survey.canonical)"
        }
    }

    private var fonts: Finding {
        do throws(FontSet.Unusable) {
            _ = try FontSet(directory: root.fonts)
            return Finding(name: "fonts", isWell: true, text: root.fonts)
        } catch {
            return Finding(name: "fonts", isWell: false, text: "\(error)")
        }
    }

    // ext4 without barriers or with data=writeback breaks SQLite at a power cut,
    // silently (basicallysource/sorter-v2#328).
    private var disk: Finding {
        let options = Mounts.options(of: root.state)
        let lying = options.filter { ["nobarrier", "barrier=0", "data=writeback"].contains($0) }
        if lying.isEmpty { return Finding(name: "disk", isWell: true, text: "writes are flushed") }
        return Finding(
            name: "disk", isWell: false,
            text: "\(root.state) is mounted with \(lying.joined(separator: ",")); a power cut may lose "
                + "answers, mount it without")
    }

    private var running: [Finding] {
        do {
            let status = try ControlClient(root: root).status()
            return [
                glass(status),
                Finding(name: "touch", isWell: true, text: "\(status.touches) touches since the start"),
                Finding(
                    name: "journal", isWell: status.journal != nil,
                    text: status.journal?.line
                        ?? "it cannot be opened; `journalctl -u palaute-kiosk` says why and what to do"),
                Finding(
                    name: "link", isWell: status.link == "online",
                    text: status.link == "online"
                        ? "the collector answers"
                        : "\(status.link); `journalctl -u palaute-uplink` says why and what to do"),
            ] + hours(status)
        } catch {
            return [Finding(name: "kiosk", isWell: false, text: "\(error)")]
        }
    }

    private func glass(_ status: Status) -> Finding {
        let pictures = "\(status.screen), \(status.frames) pictures"
        if status.frames == 0 {
            return Finding(
                name: "glass", isWell: false,
                text: "no picture came on it; `palautectl displays` lists what is there"
            )
        }
        let isWell = !["outOfService", "savingFailed"].contains(status.screen)
        return Finding(
            name: "glass", isWell: isWell,
            text: isWell
                ? pictures
                : "\(pictures); it rests: mend what is BAD here, `journalctl -u palaute-kiosk` says more")
    }

    /// Nothing where the unit is always open.
    private func hours(_ status: Status) -> [Finding] {
        guard let content = try? root.activeContent(telling: { _ in }), content.settings?.hours != nil else {
            return []
        }
        let isKnown = status.clock.state == "synced"
        return [
            Finding(
                name: "hours", isWell: isKnown,
                text: isKnown
                    ? "the glass is closed outside the opening hours"
                    : "nobody has told the time yet, so the glass stays open; it comes with the collector's "
                        + "first answer, see link")
        ]
    }

    private func look(_ name: String, _ body: () throws(Problem) -> String) -> Finding {
        do throws(Problem) {
            return Finding(name: name, isWell: true, text: try body())
        } catch {
            return Finding(name: name, isWell: false, text: "\(error)")
        }
    }
}

/// The kernel's table of mounts (`proc(5)`).
enum Mounts {
    /// The options of the file system that holds `path`.
    static func options(of path: String) -> [String] {
        guard let bytes = try? readFile("/proc/self/mounts", limit: 1024 * 1024) else { return [] }
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ")
        }
        let holding = rows.filter { $0.count > 3 && isInside(path, String($0[1])) }
        let deepest = holding.max { $0[1].count < $1[1].count }
        return deepest.map { $0[3].split(separator: ",").map(String.init) } ?? []
    }

    private static func isInside(_ path: String, _ mount: String) -> Bool {
        mount == "/" || path == mount || path.hasPrefix(mount + "/")
    }
}
