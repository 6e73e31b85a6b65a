extension Settings {
    /// When the unit opens and closes each day, on the clocks of its walls:
    /// `{"mon":["08:00","16:00"]}`. A day that is not there is closed.
    package struct Hours: Hashable, Sendable, Codable {
        package enum Day: String, Hashable, Sendable, CaseIterable {
            case mon, tue, wed, thu, fri, sat, sun
        }

        private var times: [String: [String]]

        package init(from decoder: any Decoder) throws {
            times = try decoder.singleValueContainer().decode([String: [String]].self)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(times)
        }

        /// The minutes since midnight at which it is open; nil: it is closed all day.
        package func minutes(of day: Day) -> Range<Int>? {
            times[day.rawValue].flatMap(Self.range)
        }

        /// What is wrong with the values; nil when they can be used.
        var fault: String? {
            if times.isEmpty { return "hours has no open day; leave it out of a unit that is always open" }
            for (name, times) in times.sorted(by: { $0.key < $1.key }) {
                guard Day(rawValue: name) != nil else {
                    let days = Day.allCases.map(\.rawValue).joined(separator: ", ")
                    return "hours.\(name) must be one of \(days)"
                }
                guard times.count == 2, times.allSatisfy({ Self.minute($0) != nil }) else {
                    return "hours.\(name) must be two times like 08:00 and 16:00"
                }
                if Self.range(times) == nil { return "hours.\(name) must open before it closes" }
            }
            return nil
        }

        /// Nil unless it opens before it closes.
        private static func range(_ times: [String]) -> Range<Int>? {
            guard times.count == 2, let opens = minute(times[0]), let closes = minute(times[1]),
                opens < closes
            else { return nil }
            return opens..<closes
        }

        /// Of `08:30`, and of the midnight `24:00` that ends a day.
        private static func minute(_ time: String) -> Int? {
            guard let match = time.wholeMatch(of: /([0-9]{2}):([0-9]{2})/), let hour = Int(match.1),
                let minute = Int(match.2), minute < 60, hour < 24 || (hour, minute) == (24, 0)
            else { return nil }
            return 60 * hour + minute
        }
    }
}
