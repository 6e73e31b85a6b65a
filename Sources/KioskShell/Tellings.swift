import Linux

/// Tells each trouble once, not every five seconds while it lasts.
struct Tellings {
    /// What is in trouble: each recovers by itself.
    enum Subject: Hashable {
        case screen, backlight, fonts, touch, content, journal
    }

    private var told: [Subject: Set<String>] = [:]

    mutating func tell(_ level: Log.Level, of subject: Subject, _ message: String) {
        guard told[subject, default: []].insert(message).inserted else { return }
        if told[subject, default: []].count > 64 { told[subject] = [message] }
        Log.write(level, message)
    }

    /// The trouble is over; the next one is told again.
    mutating func forget(_ subject: Subject) {
        told[subject] = nil
    }
}
