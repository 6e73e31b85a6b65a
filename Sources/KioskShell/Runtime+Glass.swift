import Display
import KioskCore
import Linux
import Scenes
import Surveys

/// The glass comes and goes; the loop goes on without it, and no touch counts
/// while there is nothing to be seen.
extension Runtime {
    /// A display that was lost is not opened more often than this.
    static let stageRest = Duration.milliseconds(500)

    /// Shows the terminal's picture if it changed and nothing is under way.
    func paint() {
        guard let stage, watch.mayPresent else { return }
        let model = terminal.model
        do {
            switch try stage.show(model) {
            case .unchanged: if !stage.isFlipPending { figures.touchLedToNothing() }
            case .retryLater(let pause): watch.refused(at: now, retryAfter: pause)
            case .shown(let hits, let isUnderWay):
                if isUnderWay { watch.handedOver(at: now) }
                figures.pictureSubmitted()
                if let hits { handle(.presented(model, hits)) }
            }
        } catch {
            loseStage("the picture could not be shown: \(error)")
        }
    }

    func drainScreen() {
        guard let stage else { return }
        do {
            for flip in try stage.drain() {
                watch.flipped()
                figures.flipped(at: flip)
                tellings.forget(.screen)
            }
        } catch {
            loseStage("the display failed: \(error)")
        }
    }

    /// Looks after the glass if it is time to.
    func lookAfterGlass() {
        guard let stage, watch.isDue(at: now) else { return }
        do {
            if watch.displayMayHaveChanged {
                let fits = try stage.fitsTheDisplay()
                forgetOwnVisits()
                if !fits { return loseStage("the display was changed or is gone") }
            }
            guard try stage.keepsTheGlass() else { return loseStage("another program took the display") }
            if watch.isOverdue(at: now) { return loseStage("the display never showed the picture") }
            watch.looked(at: now)
        } catch {
            loseStage("the display failed: \(error)")
        }
    }

    /// When to look for a display again; nil when one was found.
    func findStage() -> Duration? {
        if stage != nil { return nil }
        watchCards()
        do {
            let stage = Stage(try options.screen(), board: options.board)
            forgetOwnVisits()
            stage.light = light
            if let painter { stage.use(painter) }
            if let content { stage.use(content) }
            try poller.add(stage.descriptor, tag: Source.screen.rawValue)
            self.stage = stage
            stageFoundAt = now
            terminal.driftPixels = Self.driftMillimetres * stage.panel.pixelsPerMillimetre
            return nil
        } catch {
            tellings.tell(.error, of: .screen, "no picture: \(error); looking again")
            return (error as? DisplayUnavailable)?.isTaken == true ? GlassWatch.lookAgain : Self.deviceRetry
        }
    }

    func loseStage(_ reason: String) {
        tellings.tell(.warning, of: .screen, reason)
        stage = nil
        watch = GlassWatch()
        // Who cannot see what is under a finger has not pressed it.
        cancelFingers()
        deviceRetryAt = max(now, (stageFoundAt ?? now) + Self.stageRest)
    }

    /// Sets how bright the glass is, now and whenever it comes back.
    func setGlass(_ light: GlassLight) {
        self.light = light
        stage?.light = light
        shineBacklight()
    }
}

// The cards' folder and the light.
extension Runtime {
    func serveCards() throws {
        for notice in try cards?.drain() ?? [] {
            switch notice {
            case .opened(let name): if name.hasPrefix("card") { watch.visited(isLeaving: false, at: now) }
            case .closed(let name): if name.hasPrefix("card") { watch.visited(isLeaving: true, at: now) }
            case .appeared, .changed, .vanished, .lost: displaysChanged()
            case .folderVanished:
                cards = nil
                displaysChanged()
            }
        }
    }

    /// The kernel told of a card or a connector.
    package func displaysChanged() {
        if stage == nil { deviceRetryAt = now } else { watch.displayChanged(at: now) }
    }

    /// The folder comes with the first card and goes with the last.
    private func watchCards() {
        guard cards == nil, let cards = try? DirectoryWatch("/dev/dri", withVisits: true) else { return }
        try? poller.add(cards.descriptor, tag: Source.cards.rawValue)
        self.cards = cards
    }

    /// Looking at cards opens them; what is told of that is no news.
    private func forgetOwnVisits() {
        _ = try? cards?.drain()
    }

    /// False while the record names a backlight that is not there.
    func findBacklight() -> Bool {
        guard backlight == nil, let open = options.backlight else { return true }
        do {
            backlight = try open()
            shineBacklight()
            return true
        } catch {
            tellings.tell(.error, of: .backlight, "no backlight: \(error); looking again every two seconds")
            return false
        }
    }

    private func shineBacklight() {
        do {
            try backlight?.set(percent: light.percent)
            if backlight != nil { tellings.forget(.backlight) }
        } catch {
            tellings.tell(.error, of: .backlight, "the backlight cannot be set: \(error)")
            backlight = nil
            deviceRetryAt = now + Self.deviceRetry
        }
    }
}
