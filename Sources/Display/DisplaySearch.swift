import CDRM
import Linux

/// There is no display to show a picture on; try again after a uevent of `drm`.
package struct DisplayUnavailable: Error, CustomStringConvertible {
    /// Why not, card by card.
    package var reasons: [String]
    /// There is one, and another program has it for now.
    package var isTaken: Bool

    package init(reasons: [String], isTaken: Bool = false) {
        self.reasons = reasons
        self.isTaken = isTaken
    }

    package var description: String {
        let none = "no card in /dev/dri; see in `dmesg` why no driver took the display"
        return "no display: " + (reasons.isEmpty ? none : reasons.joined(separator: "; "))
    }
}

/// What a look at the cards found, and why the others are of no use.
struct DisplaySearch {
    /// Connected, with a mode, on a card that shows what the CPU paints.
    private(set) var displays: [(connector: Connector, Card)] = []
    private(set) var unavailable = DisplayUnavailable(reasons: [])

    /// Looks at the card at `path`, which is another program's or nobody's.
    mutating func look(at path: String) {
        do throws(SystemError) {
            try look(at: Card(path))
        } catch {
            note(error)
        }
    }

    mutating func look(at card: Card) throws(SystemError) {
        guard card.hasDumbBuffers else { return note("\(card.path) has no dumb buffers") }
        let connectors = try card.connectors()
        let usable = connectors.filter { connector in
            connector.isConnected && DisplayWish().mode(among: connector.modes) != nil
        }
        displays += usable.map { ($0, card) }
        if usable.isEmpty {
            let names = connectors.map(\.name).joined(separator: ", ")
            note("\(card.path): nothing is connected (has \(names))")
        }
    }

    mutating func note(_ error: SystemError) {
        // EBUSY for those who had it before or may take anything, EACCES for all others.
        if error.call == "drmSetMaster", [EBUSY, EACCES].contains(error.code) {
            unavailable.isTaken = true
        }
        note("\(error)")
    }

    private mutating func note(_ reason: String) {
        unavailable.reasons.append(reason)
    }
}
