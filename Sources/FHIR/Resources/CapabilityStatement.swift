/// What a FHIR server can do (R4 `CapabilityStatement`), as `GET /metadata`
/// gives it.
package struct CapabilityStatement: Resource {
    package static let typeName = "CapabilityStatement"

    package private(set) var resourceType = ResourceType<CapabilityStatement>()
    package var status: PublicationStatus
    package var date: String
    package var kind: String
    package var software: Software?
    package var implementation: Implementation?
    package var fhirVersion: String
    package var format: [String]
    package var rest: [Rest]?

    /// An instance that serves `resources` as FHIR 4.0.1 in JSON.
    package init(date: String, software: Software, about description: String, resources: [Served]) {
        status = .active
        self.date = date
        kind = "instance"
        self.software = software
        implementation = Implementation(description: description)
        fhirVersion = "4.0.1"
        format = ["application/fhir+json"]
        rest = [Rest(mode: "server", resource: resources, interaction: [Interaction(code: "batch")])]
    }

    package struct Software: Hashable, Sendable, Codable {
        package var name: String
        package var version: String?

        package init(name: String, version: String? = nil) {
            self.name = name
            self.version = version
        }
    }

    package struct Implementation: Hashable, Sendable, Codable {
        package var description: String
    }

    package struct Rest: Hashable, Sendable, Codable {
        package var mode: String
        package var resource: [Served]?
        package var interaction: [Interaction]?
    }

    /// One type of resource and what may be done with it.
    package struct Served: Hashable, Sendable, Codable {
        package var type: String
        package var interaction: [Interaction]?
        package var updateCreate: Bool?
        package var searchParam: [SearchParameter]?

        package init(
            _ type: String, interactions: [String], updateCreate: Bool? = nil,
            searchParameters: [SearchParameter]? = nil
        ) {
            self.type = type
            interaction = interactions.map(Interaction.init)
            self.updateCreate = updateCreate
            searchParam = searchParameters
        }
    }

    package struct Interaction: Hashable, Sendable, Codable {
        package var code: String
    }

    package struct SearchParameter: Hashable, Sendable, Codable {
        package var name: String
        package var type: String

        package init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }
}

extension CapabilityStatement {
    /// Why a terminal cannot deliver to this server, in words for the operator;
    /// nil when it can: FHIR 4.0, JSON, update as create.
    package var refusal: String? {
        let formats = ["json", "application/json", "application/fhir+json"]
        let served = rest?.first { $0.mode == "server" }?.resource?
            .first { $0.type == QuestionnaireResponse.typeName }
        return if !fhirVersion.hasPrefix("4.0.") {
            "the server speaks FHIR \(fhirVersion); R4 (4.0.x) is needed"
        } else if !format.contains(where: { offered in formats.contains { offered.hasPrefix($0) } }) {
            "the server does not offer JSON"
        } else if served?.updateCreate != true {
            "the server does not create a QuestionnaireResponse by PUT: switch update-as-create on"
        } else {
            nil
        }
    }
}
