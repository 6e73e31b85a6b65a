import ArgumentParser
import Linux

@main
struct PalauteLab {
    /// When `main()` began: CLOCK_MONOTONIC.
    static let begun = Clock.monotonicNanoseconds()

    /// Exit codes: 0 done, 1 the thing checked is bad, 2 usage, 3 system.
    static func main() {
        _ = begun
        do {
            if CommandLine.argc == 3, CommandLine.arguments[1] == FirstFrame.name {
                return try FirstFrame.show(fonts: CommandLine.arguments[2])
            }
            var command = try Lab.parseAsRoot()
            try command.run()
        } catch  where Lab.exitCode(for: error) == .validationFailure {
            Log.write(.error, "\(Lab.message(for: error)); see `palaute-lab --help`")
            Lab.exit(withError: ExitCode(2))
        } catch {
            Lab.exit(withError: error)
        }
    }
}

/// `palaute-lab`: what a bench needs and no terminal has.
struct Lab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palaute-lab",
        abstract: "Prove a Palaute terminal on a bench.",
        discussion: """
            Never installed on a terminal.

              palaute-lab bench             drawing and storing against the same work in C
              palaute-lab soak              years of visits, and what they cost
              palaute-lab replay FILE       a recorded touchscreen, played to the kernel
              palaute-lab seize             a display taken from its kiosk, and given back
              palaute-lab damage            journals with a spoilt block, and what is lost
              palaute-lab cuts              the virtual board's power cut, and what is lost
              palaute-lab kill              programs that die while people answer, and what is lost
              palaute-lab syscalls          one answer, each system call of which fails
              palaute-lab faults            networks and servers that fail, and what is delivered
              palaute-lab simulate          everything that may happen, in event time

            Exit codes: 0 done, 1 the thing checked is bad, 2 usage, 3 system.
            """,
        subcommands: [
            BenchCommand.self, SoakCommand.self, ReplayCommand.self, SeizeCommand.self, DamageCommand.self,
            CutsCommand.self, KillCommand.self, VisitorsCommand.self, ForgetfulUplinkCommand.self,
            SyscallsCommand.self, AnswerCommand.self, FaultsCommand.self, SimulateCommand.self,
        ])
}
