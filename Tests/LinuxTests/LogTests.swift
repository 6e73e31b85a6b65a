import Linux
import Testing

struct LogTests {
    @Test(arguments: [
        (Log.Level.error, "disk full", "<3>disk full\n"),
        (.info, "two\nlines\r\u{1b}[31m", "<6>two lines  [31m\n"),
        (.warning, "a\0b\u{85}c\u{2028}d", "<4>a b c d\n"),
        (.notice, "Kiitos ä 日", "<5>Kiitos ä 日\n"),
    ])
    func writesOneLine(level: Log.Level, message: String, line: String) {
        #expect(String(decoding: Log.line(level, message), as: UTF8.self) == line)
    }

    @Test(arguments: ["a", "ä", "日", "😀"]) func cutsBetweenCharacters(character: String) {
        let line = Log.line(.info, String(repeating: character, count: 2000))
        #expect(line.count <= Log.lineLimitBytes)
        #expect(line.count > Log.lineLimitBytes - 5)
        #expect(String(validating: line, as: UTF8.self)?.hasSuffix(character + "\n") == true)
    }
}
