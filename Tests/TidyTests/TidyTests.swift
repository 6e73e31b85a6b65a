import Testing

/// The house rules, as far as a machine can hold them.
struct TidyTests {
    @Test func modulesImportOnlyWhatTheTableAllows() {
        for file in Checkout.swiftFiles where !file.isTest {
            guard let allowed = ImportTable.allowed(in: file.module) else {
                Issue.record("\(file): module \(file.module) is not in the import table")
                continue
            }
            for (number, module) in imports(of: file) where !allowed.contains(module) {
                Issue.record("\(file):\(number): \(file.module) may not import \(module)")
            }
        }
    }

    @Test func theTableRefusesAnImportThatIsNotAllowed() {
        #expect(ImportTable.allowed(in: "KioskCore")?.contains("Storage") == false)
        #expect(ImportTable.allowed(in: "Surveys")?.contains("FoundationEssentials") == false)
        let file = Checkout.File(
            path: "Sources/Surveys/X.swift", lines: ["@preconcurrency import Foundation"])
        #expect(imports(of: file).map(\.module) == ["Foundation"])
    }

    private func imports(of file: Checkout.File) -> [(line: Int, module: String)] {
        file.lines.enumerated().compactMap { index, line in
            guard
                let match = line.firstMatch(of: /^(?:@\w+ |package |public |internal )*import (?:\w+ )?(\w+)/)
            else { return nil }
            return (index + 1, String(match.1))
        }
    }

    @Test(arguments: Ban.all) func bannedCallsNameTheirReplacement(ban: Ban) throws {
        let pattern = try Regex(ban.pattern)
        for file in Checkout.swiftFiles where ban.applies(to: file) {
            for (index, line) in file.lines.enumerated() where !line.isComment && line.contains(pattern) {
                Issue.record("\(file):\(index + 1): \(ban.pattern) is banned; \(ban.instead)")
            }
        }
    }

    @Test func noFileIsOver400Lines() {
        for file in Checkout.swiftFiles where file.lines.count > 400 {
            Issue.record("\(file) has \(file.lines.count) lines; split it by topic")
        }
    }

    @Test func halfOfTheFilesAreUnder100Lines() {
        let counts = Checkout.swiftFiles.map(\.lines.count).sorted()
        #expect(counts[counts.count / 2] < 100)
    }

    @Test func noFunctionIsOver70Lines() {
        for file in Checkout.swiftFiles {
            for function in functions(of: file) where function.length > 70 {
                Issue.record("\(file):\(function.line): \(function.length) lines; keep it under 70")
            }
        }
    }

    /// Functions by indentation: the formatter puts a closing brace below the
    /// first letter of the declaration it ends. A protocol's have no body: its own
    /// brace comes first.
    private func functions(of file: Checkout.File) -> [(line: Int, length: Int)] {
        file.lines.indices.compactMap { start in
            let line = file.lines[start]
            guard line.contains(/^ *(?:@\S+ )*(?:[a-z]+ )*(?:func |init[?(<])/), !line.isComment else {
                return nil
            }
            let indent = line.prefix { $0 == " " }
            let end = file.lines[start...].firstIndex { $0.isBrace && $0.count <= indent.count + 1 }
            guard let end, file.lines[end] == indent + "}" else { return (start + 1, 1) }
            return (start + 1, end - start + 1)
        }
    }
}

extension String {
    var isComment: Bool { drop { $0 == " " }.hasPrefix("//") }
}

extension String {
    /// A closing brace and nothing else.
    fileprivate var isBrace: Bool { last == "}" && dropLast().allSatisfy { $0 == " " } }
}
