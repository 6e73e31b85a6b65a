/// A code with the system that defines it (R4 `Coding`).
package struct Coding: Hashable, Sendable, Codable {
    package var system: String?
    package var code: String?
    package var display: String?
    package var displayElement: Element?

    enum CodingKeys: String, CodingKey {
        case system, code, display
        case displayElement = "_display"
    }

    package init(system: String? = nil, code: String? = nil, display: String? = nil) {
        self.system = system
        self.code = code
        self.display = display
    }
}

/// A concept by one or more codes (R4 `CodeableConcept`).
package struct CodeableConcept: Hashable, Sendable, Codable {
    package var coding: [Coding]?
    package var text: String?

    package init(coding: [Coding]? = nil, text: String? = nil) {
        self.coding = coding
        self.text = text
    }
}
