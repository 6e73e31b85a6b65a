import Linux

/// Tells each trouble once, not every five seconds while it lasts.
struct Tellings {
    private var told: Set<String> = []

    mutating func tell(_ level: Log.Level, _ message: String) {
        guard told.insert(message).inserted else { return }
        if told.count > 64 { told = [message] }
        Log.write(level, message)
    }

    /// The trouble is over; the next one is told again.
    mutating func forget() {
        told = []
    }
}
