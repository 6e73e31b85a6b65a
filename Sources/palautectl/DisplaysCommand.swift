import ArgumentParser
import Display
import Linux

struct DisplaysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "displays", abstract: "Every connector of every card, with its modes.")

    @ParentCommand var parent: Palautectl

    func run() throws {
        try reporting {
            let all = try displays()
            if parent.json { return Console.say(json(all.map(ConnectorLine.init))) }
            for facts in all {
                let connector = facts.connector
                let state = connector.isConnected ? "connected" : "not connected"
                let size = "\(connector.widthMillimetres)×\(connector.heightMillimetres) mm"
                let claim = connector.widthMillimetres > 0 ? ", says it has \(size)" : ""
                Console.say("\(facts.card) (\(facts.driver)) \(connector.name): \(state)\(claim)")
                for mode in connector.modes {
                    Console.say("  \(mode)\(mode.isPreferred ? " preferred" : "")")
                }
            }
        }
    }
}

/// One connector for programs.
private struct ConnectorLine: Encodable {
    var card: String
    var driver: String
    var name: String
    var isConnected: Bool
    var modes: [String]

    init(_ facts: ConnectorFacts) {
        (card, driver, name) = (facts.card, facts.driver, facts.connector.name)
        isConnected = facts.connector.isConnected
        modes = facts.connector.modes.map { "\($0)" }
    }
}
