import ArgumentParser
import Linux

/// What every trial is told, and how every trial ends.
struct TrialOptions: ParsableArguments {
    @Option(help: "What is done, and when, follows from this number.")
    var seed: UInt64 = 1

    @Option(help: "Written into the result, for the record.")
    var commit: String?

    /// Runs a trial and prints what it came to as one line of JSON.
    ///
    /// - Throws: exit code 1 when something was lost, doubled or spoilt, 3 when the
    ///   trial could not be carried out.
    func carryOut(
        _ trial: String, control: String? = nil, _ body: (inout TrialResult) throws -> Void
    ) throws {
        var result = TrialResult(trial: trial, seed: seed, commit: commit, control: control)
        do {
            try body(&result)
            print(try result.json)
        } catch {
            Log.write(.error, "\(error)")
            throw ExitCode(3)
        }
        if !result.isWell { throw ExitCode(1) }
    }
}
