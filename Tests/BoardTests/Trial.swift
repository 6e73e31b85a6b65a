import Foundation

/// What a trial came to, as one line of JSON that Board/nightly keeps in Tests/Evidence
/// (`interfaces.md`). A fault fails the test, so none is ever counted here.
enum Trial {
    /// - Parameter slowestMs: of each kind of disturbance, until all was well again.
    static func tell(_ trial: String, n: Int, seed: UInt64, _ slowestMs: [(String, Double)]) {
        let commit = ProcessInfo.processInfo.environment["PALAUTE_COMMIT"]
        let slowest = slowestMs.sorted { $0.0 < $1.0 }.map { "\"\($0.0)\":\(Int($0.1.rounded()))" }
        print(
            #"{"trial":"\#(trial)","n":\#(n),"acknowledged":0,"lost":0,"doubled":0,"corrupt":0,"#
                + #""seed":\#(seed),"commit":\#(commit.map { "\"\($0)\"" } ?? "null"),"control":null,"#
                + #""slowestMs":{\#(slowest.joined(separator: ","))}}"#)
    }
}
