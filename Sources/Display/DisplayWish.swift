/// What a board record asks of the display. What is not there is passed over: a
/// picture on another connector or in another mode is better than none.
package struct DisplayWish: Hashable, Sendable {
    /// A size and, if it matters, a rate: `1920x1080@60`.
    package struct ModeName: Hashable, Sendable {
        package var size: PixelSize
        package var refreshHertz: Int?

        package init(size: PixelSize, refreshHertz: Int? = nil) {
            self.size = size
            self.refreshHertz = refreshHertz
        }
    }

    /// No mode with more pixels is chosen, so that the picture in memory and its two
    /// buffers never take more than 100 MB (three times 3840 × 2160 × 4 bytes).
    package static let pixelLimit = 3_840 * 2_160

    /// As ``Connector/name`` writes it; nil: the first that is connected.
    package var connector: String?
    /// Nil: the display's own.
    package var mode: ModeName?

    package init(connector: String? = nil, mode: ModeName? = nil) {
        self.connector = connector
        self.mode = mode
    }

    /// The mode to set: the one asked for, else the display's own, else the largest.
    package func mode(among modes: [Mode]) -> Mode? {
        let modes = modes.filter { $0.size.width * $0.size.height <= Self.pixelLimit }
        let asked = mode.flatMap { name in
            modes.filter { $0.size == name.size && name.refreshHertz ?? $0.refreshHertz == $0.refreshHertz }
                .max { !$0.isPreferred && $1.isPreferred }
        }
        let largest = modes.max {
            ($0.size.width * $0.size.height, $0.refreshHertz) < (
                $1.size.width * $1.size.height, $1.refreshHertz
            )
        }
        return asked ?? modes.first(where: \.isPreferred) ?? largest
    }

    /// The display to use, of all that the cards have: the connector asked for, else
    /// the first.
    func order<Found>(_ found: [(connector: Connector, Found)]) -> [(connector: Connector, Found)] {
        found.filter { $0.connector.name == connector } + found.filter { $0.connector.name != connector }
    }
}
