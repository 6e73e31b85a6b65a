import FHIR
import Foundation
import Surveys
import Testing
import Testkit

/// Our published definitions of our extensions, against what is really sent.
struct StructureDefinitionTests {
    /// What a definition says about one part of an extension.
    private struct Part: Equatable {
        var type: String
        var min: Int
        var max: String
    }

    @Test func everythingSentIsDescribedByTheDefinitions() throws {
        let visit = try parts(of: "visit-context")
        let answer = try parts(of: "answer-context")
        var random = SplitMix(seed: 31)
        for _ in 0..<200 {
            let response = QuestionnaireResponse(reply: random.reply(to: random.survey()))
            let context = try #require(response.extension?[Canonicals.visitContext]?.extension)
            #expect(violations(of: visit, in: context) == [])
            for item in response.item ?? [] {
                let context = try #require(item.extension?[Canonicals.answerContext]?.extension)
                #expect(violations(of: answer, in: context) == [])
            }
        }
    }

    @Test func aPartThatIsNotDescribedIsFound() throws {
        let parts = try parts(of: "answer-context")
        let context = [Extension("order", .string("0")), Extension("mood", .code("good"))]
        #expect(
            violations(of: parts, in: context) == [
                "changes: 0 times", "help: 0 times", "mood: not described", "order: valueString",
            ])
    }

    private func violations(of parts: [String: Part], in extensions: [Extension]) -> [String] {
        var found: [String] = []
        for part in extensions {
            guard let described = parts[part.url] else {
                found.append("\(part.url): not described")
                continue
            }
            let name = part.value?.name ?? "no value"
            if name.lowercased() != "value" + described.type { found.append("\(part.url): \(name)") }
        }
        for (url, part) in parts {
            let count = extensions.count { $0.url == url }
            if count < part.min || part.max == "1" && count > 1 { found.append("\(url): \(count) times") }
        }
        return found.sorted()
    }

    /// The parts of the extension `id`, read from its StructureDefinition.
    private func parts(of id: String) throws -> [String: Part] {
        let file = Checkout.root.appending(path: "Assets/fhir/StructureDefinition-\(id).json")
        let definition = try JSONDecoder().decode(Definition.self, from: Data(contentsOf: file))
        #expect(definition.url == Canonicals.ours + "StructureDefinition/\(id)")
        var parts: [String: Part] = [:]
        for element in definition.differential.element {
            guard let name = element.sliceName else { continue }
            let value = definition.differential.element.first { $0.id == "\(element.id).value[x]" }
            let type = try #require(value?.type?.first?.code)
            parts[name] = Part(type: type, min: element.min ?? 0, max: element.max ?? "*")
        }
        return parts
    }

    private struct Definition: Decodable {
        var url: String
        var differential: Differential

        struct Differential: Decodable {
            var element: [Element]
        }

        struct Element: Decodable {
            var id: String
            var sliceName: String?
            var min: Int?
            var max: String?
            var type: [Kind]?
        }

        struct Kind: Decodable {
            var code: String
        }
    }
}
