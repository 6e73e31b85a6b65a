/// The urls that Palaute's resources name, each spelled once.
package enum Canonicals {
    /// Our one namespace; extensions in it are never reused for another meaning.
    package static let ours = "https://palaute.example/fhir/"

    package static let visitContext = ours + "StructureDefinition/visit-context"
    package static let answerContext = ours + "StructureDefinition/answer-context"
    /// Whether `En osaa sanoa` is offered; a boolean on a Questionnaire's item.
    package static let allowsCannotSay = ours + "StructureDefinition/allows-cannot-say"
    /// The code system of `meta.tag` codes of ours, such as `test`.
    package static let tags = ours + "CodeSystem/tags"

    /// The code system of itemControl codes of ours: `statement` and `smileys`.
    package static let controls = ours + "CodeSystem/item-control"

    static let hl7 = "http://hl7.org/fhir/"
    package static let dataAbsentReason = hl7 + "StructureDefinition/data-absent-reason"
    package static let translation = hl7 + "StructureDefinition/translation"
    package static let minValue = hl7 + "StructureDefinition/minValue"
    package static let maxValue = hl7 + "StructureDefinition/maxValue"
    package static let itemControl = hl7 + "StructureDefinition/questionnaire-itemControl"
    package static let itemControlCodes = hl7 + "questionnaire-item-control"

    package static let ordinalValue = hl7 + "StructureDefinition/ordinalValue"

    /// The system of identifiers that are URIs: UUIDs and OIDs.
    package static let uri = "urn:ietf:rfc:3986"
}
