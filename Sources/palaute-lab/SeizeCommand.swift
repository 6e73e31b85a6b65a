import ArgumentParser
import CDRM
import CLinux
import Display
import Linux

struct SeizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seize",
        abstract: "Take the display from a running kiosk for a while, and give it back.",
        discussion: """
            Does what a session manager does when it switches to another terminal: makes the process \
            lose its right to the card (DRM master), shows a white picture, and goes. Wants root.

              palaute-lab seize --pid $(pidof palaute-kiosk) --hold 3
            """)

    @Option(help: "The process that has the display.")
    var pid: Int32

    @Option(help: "Keep the display for this many seconds.")
    var hold = 1.0

    func validate() throws {
        guard 0...3_600 ~= hold else { throw ValidationError("--hold wants 0 to 3600 seconds") }
    }

    func run() throws {
        do {
            try takeMaster()
            let screen = try KMSScreen.open()
            try showWhite(on: screen)
            _ = try Poller().wait(timeout: .seconds(hold))
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
    }

    /// Drops the right through a copy of the process's own descriptor: nobody else's
    /// would do.
    private func takeMaster() throws {
        let process = Descriptor(owning: try check("pidfd_open", "process \(pid)") { shim_pidfd_open(pid) })
        let folder = "/proc/\(pid)/fd"
        let cards = try folderNames(folder).compactMap { Int32($0) }.filter { number in
            target(of: "\(folder)/\(number)").hasPrefix("/dev/dri/card")
        }
        guard !cards.isEmpty else {
            throw SystemError(call: "readlink", subject: "\(folder), a card", code: ENOENT)
        }
        for number in cards {
            let card = Descriptor(
                owning: try check("pidfd_getfd", "process \(pid)") {
                    shim_pidfd_getfd(process.rawValue, number)
                })
            try check("drmDropMaster", "process \(pid)") { drmDropMaster(card.rawValue) }
        }
    }

    private func target(of link: String) -> String {
        var bytes = [CChar](repeating: 0, count: 256)
        let count = readlink(link, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func showWhite(on screen: KMSScreen) throws {
        screen.withShadow { pixels in
            pixels.base.initializeMemory(
                as: UInt8.self, repeating: 0xFF, count: pixels.strideBytes * pixels.height)
        }
        _ = try screen.present(damage: [PixelRect(screen.size)])
    }
}
