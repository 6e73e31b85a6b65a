import KioskCore
import Linux
import Surveys

/// Taking what is ready, source by source.
extension Runtime {
    func serve(_ ready: Poller.Ready) throws {
        guard let source = Source(rawValue: ready.tag) else { return serveControlClient(ready.tag) }
        switch source {
        case .alarm: if try alarm.drain() { armedFor = nil }
        case .signals: for signal in try signals.drain() { took(signal) }
        case .screen: drainScreen()
        case .touch: drainTouch()
        case .journal: for outcome in journal.drain() { took(outcome) }
        case .local: for outcome in local.drain() { took(outcome) }
        case .linkListener: try acceptUplink()
        case .link: for event in linkPort.drain() { handle(.uplink(event)) }
        case .control: try acceptClients()
        case .uevents: try serveUEvents()
        case .cards: try serveCards()
        case .inputs:
            _ = try inputs?.drain()
            if fingers == nil { deviceRetryAt = now } else { takeBetterFingers() }
        }
    }

    private func serveUEvents() throws {
        let notices = try uevents?.drain() ?? []
        guard !notices.isEmpty else { return }
        let isOfDisplays = notices.contains { notice in
            switch notice {
            case .lost: true
            case .device(let event): event.subsystem == "drm" || event.subsystem == "graphics"
            }
        }
        if isOfDisplays { displaysChanged() }
        deviceRetryAt = now
    }

    private func took(_ signal: Signals.Signal) {
        switch signal {
        case .terminate, .interrupt: isStopping = true
        case .hangUp:
            // Whoever asks is told again what is wrong.
            tellings.forget(.content)
            endSafeTime()
            perform([.reloadContent])
        }
    }

    private func took(_ outcome: JournalDesk.Outcome) {
        if let summary = outcome.summary { figures.journal = summary }
        if let failure = outcome.failure { tellings.tell(.error, of: .journal, "\(failure)") }
        switch outcome.answer {
        case .account(let account): figures.account = account
        case .parked(let replies): tellAsker(ParkedPage(replies))
        case .resent(let count): tellAsker(["resent": count])
        case nil: if outcome.event == .failed { missAskers() }
        }
        if case .opened = outcome.event {
            tellings.forget(.journal)
            if let repair = outcome.summary?.repair, !repair.findings.isEmpty {
                Log.write(.warning, "journal: \(repair)")
            }
        }
        handle(.journal(outcome.event))
    }

    private func acceptUplink() throws {
        guard try linkPort.accept(), let descriptor = linkPort.descriptor else { return }
        try poller.add(descriptor, tag: Source.link.rawValue)
        handle(.uplink(.connected))
    }

    /// Waits for room in the socket only while something waits to be sent.
    func watchLink() {
        guard let descriptor = linkPort.descriptor else { return }
        let interest: Poller.Interest = linkPort.wantsWrite ? [.read, .write] : .read
        try? poller.modify(descriptor, tag: Source.link.rawValue, for: interest)
    }

    private func drainTouch() {
        guard let fingers else { return }
        do {
            if recorder.isOver(at: now) { _ = fingers.record(false) }
            let (touched, isGone) = try fingers.drain(on: panel, rotation)
            for touch in touched {
                figures.touched(touch.contact, at: touch.kernelTime)
                // Nobody presses what nobody sees.
                if stage?.hasShown == true { handle(.touched(touch.contact)) }
            }
            if isGone { loseFingers("it was unplugged") }
        } catch {
            loseFingers("\(error)")
        }
    }

    private func acceptClients() throws {
        for client in try control.accept(answer: answerControl) {
            try poller.add(client, tag: Source.firstClient | UInt64(client.rawValue))
        }
        missTechnician()
    }

    private func serveControlClient(_ tag: UInt64) {
        let number = Int32(truncatingIfNeeded: tag & 0xFFFF_FFFF)
        control.serve(number, answer: answerControl)
        missTechnician()
    }
}
