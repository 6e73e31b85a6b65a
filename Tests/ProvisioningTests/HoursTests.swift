import Foundation
import Provisioning
import Testing
import Testkit

/// The opening hours of a unit, as the county writes them.
struct HoursTests {
    private func hours(_ value: Any?) throws -> Settings.Hours? {
        let terminal = try TerminalRoot()
        var settings = try terminal.settings()
        settings["hours"] = value
        try terminal.install(settings)
        return try terminal.root.activeContent { _ in }.settings?.hours
    }

    @Test func aUnitWithoutHoursIsAlwaysOpen() throws {
        #expect(try hours(nil) == nil)
        #expect(try hours(NSNull()) == nil)
    }

    @Test func aDayThatIsNotThereIsClosed() throws {
        let hours = try hours(["mon": ["08:00", "16:30"], "sun": ["00:00", "24:00"]])
        #expect(
            Settings.Hours.Day.allCases.map { hours?.minutes(of: $0) }
                == [480..<990, nil, nil, nil, nil, nil, 0..<1_440])
    }

    @Test func theyAreWrittenAsTheyWereRead() throws {
        let json = Data(#"{"mon":["08:00","16:00"]}"#.utf8)
        let hours = try JSONDecoder().decode(Settings.Hours.self, from: json)
        #expect(try JSONEncoder().encode(hours) == json)
    }

    /// What `palautectl schema settings` says of them and what a terminal takes are
    /// the same, time by time.
    @Test func theSchemaTakesTheTimesThatATerminalTakes() throws {
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(Schema.settings.text.utf8)) as? [String: Any])
        let properties = try #require(document["properties"] as? [String: Any])
        let form = try #require(properties["hours"] as? [String: Any])
        let names = try #require((form["propertyNames"] as? [String: Any])?["enum"] as? [String])
        #expect(names == Settings.Hours.Day.allCases.map(\.rawValue))
        let items = try #require(
            (form["additionalProperties"] as? [String: Any])?["prefixItems"] as? [[String: Any]])
        let patterns = try items.map { try Regex(#require($0["pattern"] as? String)) }
        let times = [
            "00:00", "08:00", "09:59", "19:30", "23:59", "24:00", "24:01", "25:00", "12:60", "8:00", "08:0",
            "0800", "", "08:00 ", "-8:00", "٠٨:٠٠",
        ]
        for time in times {
            let closing = (try? hours(["mon": ["00:00", time]])) ?? nil
            let opening = (try? hours(["mon": [time, "24:00"]])) ?? nil
            // The form cannot say that it opens before it closes.
            #expect((opening != nil) == (time.contains(patterns[0])), "\(time)")
            #expect((closing != nil) == (time.contains(patterns[1]) && time != "00:00"), "\(time)")
        }
    }
}
