import Foundation
import Synchronization

extension VirtualBoard {
    private static let savedName = "greeting"
    private static let saving = Mutex(())

    /// A board that shows the greeting, without the seconds of its boot: loaded as
    /// it was saved once for this image.
    ///
    /// Its disk is its own. Its clocks go on from the moment of saving; the wall
    /// clock is set right.
    package static func greeting(collectorPort: UInt16? = nil) throws -> VirtualBoard {
        let saved = try saving.withLock { _ in try savedDisk() }
        let board = try VirtualBoard(
            disk: .saved(saved.path(), as: savedName), collectorPort: collectorPort)
        _ = try board.run("date -s @\(Int(Date().timeIntervalSince1970))")
        return board
    }

    /// Boots and saves a board, unless that was done since the image was built: a
    /// new image begins with an empty folder.
    private static func savedDisk() throws -> URL {
        let image = try BoardImage.disk()
        let saved = image.deletingLastPathComponent().appending(
            path: "saved-\(try BoardImage.emulator()).qcow2")
        if FileManager.default.fileExists(atPath: saved.path()) { return saved }
        let disk = image.deletingLastPathComponent().appending(path: "saving.qcow2")
        let conversion = try Tool.run(
            "/usr/bin/qemu-img", "convert", "-O", "qcow2", image.path(), disk.path())
        guard conversion.status == 0 else {
            throw BoardError.refused(command: "qemu-img convert", reason: conversion.output)
        }
        let board = try VirtualBoard(disk: .file(disk.path()))
        try Visitor(at: board).wait(forScreen: "attract")
        try board.monitor.executeHuman("savevm \(savedName)")
        board.cutPower()
        try FileManager.default.moveItem(at: disk, to: saved)
        return saved
    }
}
