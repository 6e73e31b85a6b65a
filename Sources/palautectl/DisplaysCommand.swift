import ArgumentParser
import Display
import Linux

struct DisplaysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "displays", abstract: "Every connector of every card, with its modes.")

    @ParentCommand var parent: Palautectl

    func run() throws {
        try reporting {
            for facts in try displays() {
                let connector = facts.connector
                let state = connector.isConnected ? "connected" : "not connected"
                let size = "\(connector.widthMillimetres)×\(connector.heightMillimetres) mm"
                let claim = connector.widthMillimetres > 0 ? ", says it has \(size)" : ""
                print("\(facts.card) (\(facts.driver)) \(connector.name): \(state)\(claim)")
                for mode in connector.modes {
                    print("  \(mode)\(mode.isPreferred ? " preferred" : "")")
                }
            }
        }
    }
}
