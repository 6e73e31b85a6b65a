import Testkit

/// One run of the virtual board: its disk's log, and what people were promised when.
struct CutRecording: Sendable {
    let scene: CutScene
    let disk: VolatileDisk
    let promises: [CutPromise]
    /// From here on the ledger alone has what an earlier program had in the database.
    let ledgerMark: Int

    /// Starts the board, has people answer, and pulls the plug in the middle of a visit.
    init(_ scene: CutScene, visits: Int, seed: UInt64, control: CutsCommand.Control?) throws {
        let disk = try VolatileDisk(image: scene.disk())
        var random = SplitMix(seed: seed)
        var promises = scene.promises
        let mount = control == .noBarriers ? "board.mount=barrier=0" : ""
        let visitor = Visitor(at: try VirtualBoard(disk: .volatile(disk), append: mount))
        disk.isLying = control == .lyingDisk
        try visitor.wait(for: "the greeting and a journal") { $0.screen == "attract" && $0.journal != nil }
        ledgerMark = disk.logLength
        for visit in 1...visits {
            let point = Int.random(in: 0...10, using: &random)
            try visitor.answer(point)
            // Of the moment of the thanks: reading the status takes a while.
            let mark = disk.logLength
            let status = try visitor.wait(for: "the reply's number") { $0.journal != nil }
            promises.append(CutPromise(number: status.journal?.lastSeq ?? 0, point: point, mark: mark))
            try visitor.leave()
            if scene == .activation, visit == (visits + 1) / 2 { try Self.activate(at: visitor) }
        }
        try visitor.start()
        try visitor.choose(5)
        visitor.board.cutPower()
        (self.scene, self.disk, self.promises) = (scene, disk, promises)
    }

    /// New settings, as a technician puts them there.
    private static func activate(at visitor: Visitor<VirtualBoard>) throws {
        let folder = "/var/lib/palaute/content/2"
        let steps = [
            "mkdir -p \(folder)", "cp /usr/share/palaute/bench/patient.jws \(folder)/settings.jws",
            "chown -R palaute-kiosk:palaute-kiosk \(folder)", "kill -HUP $(pidof palaute-kiosk)",
        ]
        _ = try visitor.board.run(steps.joined(separator: " && "))
        try visitor.wait(for: "the new settings") { $0.settingsSerial == 2 && $0.screen == "attract" }
    }
}
