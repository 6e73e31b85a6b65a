import Linux

/// One connector of one card, for `palautectl displays`.
package struct ConnectorFacts {
    /// Path of the card.
    package var card: String
    /// The card's kernel driver.
    package var driver: String
    package var hasDumbBuffers: Bool
    package var connector: Connector
}

/// Lists every connector of every card; looks only, also beside a running
/// kiosk.
///
/// - Throws: ``DisplayUnavailable`` when no card can be looked at.
package func displays() throws(DisplayUnavailable) -> [ConnectorFacts] {
    var facts: [ConnectorFacts] = []
    var reasons: [String] = []
    for path in deviceNodes("card", in: "/dev/dri") {
        do throws(SystemError) {
            let card = try Card(path)
            card.dropMaster()
            for connector in try card.connectors() {
                facts.append(
                    ConnectorFacts(
                        card: path, driver: card.driver, hasDumbBuffers: card.hasDumbBuffers,
                        connector: connector))
            }
        } catch {
            reasons.append("\(error)")
        }
    }
    guard !facts.isEmpty else { throw DisplayUnavailable(reasons: reasons) }
    return facts
}
