import FoundationEssentials
import Surveys

extension Authored {
    /// The `authored` of a response: never more exact than true or allowed, never
    /// later than the moment itself; nil when not even the month is known.
    var dateTime: String? {
        switch self {
        case .known(let moment, .minute): Authored.text(moment, to: Authored.minute)
        case .known(let moment, .hour): Authored.text(moment, to: Authored.hour)
        case .known(let moment, .day): String(Authored.text(moment).prefix("2026-01-01".count))
        case .bounded(let range): Authored.commonDate(of: range)
        case .unknown: nil
        }
    }

    /// The bounds as R4 instants, rounded outwards to whole hours.
    var bounds: (low: String, high: String)? {
        guard case .bounded(let range) = self else { return nil }
        let (high, overflows) = range.upperBound.addingReportingOverflow(Authored.hour - 1)
        return (
            Authored.text(range.lowerBound, to: Authored.hour),
            Authored.text(overflows ? range.upperBound : high, to: Authored.hour)
        )
    }

    private static let minute: Int64 = 60_000
    private static let hour: Int64 = 60 * minute

    /// The UTC day that both bounds share, else the month, else nothing.
    private static func commonDate(of range: ClosedRange<Int64>) -> String? {
        let (low, high) = (text(range.lowerBound), text(range.upperBound))
        return ["2026-01-01".count, "2026-01".count].lazy
            .map { low.prefix($0) }
            .first { high.hasPrefix($0) }
            .map(String.init)
    }

    /// `2026-01-01T12:00:00Z`, rounded down to a multiple of `stepMilliseconds`.
    private static func text(_ milliseconds: Int64, to stepMilliseconds: Int64 = 1_000) -> String {
        // Four-digit years are all that R4 dates can have.
        let representable = milliseconds.clamped(to: firstRepresentable...lastRepresentable)
        let steps = (Double(representable) / Double(stepMilliseconds)).rounded(.down)
        return Date(timeIntervalSince1970: steps * Double(stepMilliseconds) / 1_000).formatted(.iso8601)
    }

    /// 0001-01-01 and the last second of 9999.
    private static let firstRepresentable: Int64 = -62_135_596_800_000
    private static let lastRepresentable: Int64 = 253_402_300_799_000
}

extension Int64 {
    fileprivate func clamped(to range: ClosedRange<Int64>) -> Int64 {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
