import FHIR
import Intake
import Surveys
import Testing

@Suite struct SubmissionTests {
    let url = Fixtures.id.description

    @Test func takesAReplyAsATerminalRendersIt() throws {
        let resource = try Fixtures.resource()
        let submission = try Submission(resource, at: url)
        #expect(submission.facts.answers == ["nps": .answered(.scale(9))])
        #expect(submission.bytes == resource.bytes)
        #expect(submission.hashedBytes == (try CanonicalJSON.withoutMeta(resource.bytes)))
        #expect(submission.refusal(from: Fixtures.device) == nil)
    }

    @Test func readsTheIDWithoutRegardToItsCase() throws {
        #expect(try Submission(Fixtures.resource(), at: url.uppercased()).facts.id == Fixtures.id)
    }

    @Test func hashesTheSameWhateverAServerNotesInMeta() throws {
        let tagged = try Fixtures.resource(setting: ["meta", "versionId"], to: .string("7"))
        let plain = try Fixtures.resource(setting: ["meta"], to: nil)
        #expect(try Submission(tagged, at: url).hashedBytes == Submission(plain, at: url).hashedBytes)
        #expect(try Submission(tagged, at: url).bytes != Submission(plain, at: url).bytes)
    }

    @Test func keepsAndHashesWhatThisVersionDoesNotKnow() throws {
        let later = try Fixtures.resource(setting: ["somethingNew"], to: .integer(1))
        let submission = try Submission(later, at: url)
        #expect(submission.bytes == later.bytes)
        #expect(submission.hashedBytes != (try Submission(Fixtures.resource(), at: url)).hashedBytes)
    }

    @Test func refusesAReplyOfAnotherDevice() throws {
        let submission = try Submission(Fixtures.resource(), at: url)
        #expect(submission.refusal(from: "5f0c7e1a-9d1b-4c53-8f6e-2b7a4c9d1e31")?.status == 403)
    }

    @Test(arguments: [JSONValue.null, .array([]), .string("x"), .object([:])])
    func refusesWhatIsNoResource(value: JSONValue) {
        #expect { try Submission(value, at: url) } throws: { ($0 as? Refusal)?.status == 400 }
    }

    /// A member, what it is set to, and the status it is refused with.
    static let rules: [(path: [String], value: JSONValue?, status: Int)] = [
        (["resourceType"], .string("Patient"), 400),
        (["item"], .string("x"), 400),
        (["status"], nil, 400),
        (["id"], .string("8d4c2b9e-1f3a-4e5d-9c7b-6a5f4e3d2c1b"), 422),
        (["id"], .string("1234"), 422),
        (["id"], nil, 422),
        (["identifier"], nil, 422),
        (["identifier", "value"], .string("urn:uuid:8d4c2b9e-1f3a-4e5d-9c7b-6a5f4e3d2c1b"), 422),
        (["identifier", "system"], .string("http://example.org"), 422),
        (["questionnaire"], nil, 422),
        (["questionnaire"], .string("https://palaute.example/nps"), 422),
        (["questionnaire"], .string("https://palaute.example/nps|"), 422),
        (["questionnaire"], .string("|1.0.0"), 422),
        (
            ["questionnaire"],
            .string("https://palaute.example/" + String(repeating: "n", count: 300) + "|1"), 422
        ),
        (["status"], .string("in-progress"), 422),
        (["status"], .string("entered-in-error"), 422),
        (["author"], nil, 422),
        (["author", "identifier", "value"], .string("somebody"), 422),
        (["extension"], nil, 422),
        (["language"], nil, 422),
        (["subject"], .object(["reference": .string("Patient/1")]), 422),
        (["source"], .object([:]), 422),
        (["encounter"], .object([:]), 422),
        (["modifierExtension"], .array([]), 422),
    ]

    @Test(arguments: rules.indices) func refusesAReplyThatBreaksARule(index: Int) throws {
        let rule = Self.rules[index]
        let resource = try Fixtures.resource(setting: rule.path, to: rule.value)
        #expect(try resource != Fixtures.resource())
        #expect { try Submission(resource, at: url) } throws: { ($0 as? Refusal)?.status == rule.status }
    }

    @Test func refusesAReplyAtAnotherURL() throws {
        let resource = try Fixtures.resource()
        #expect(throws: Refusal.self) { try Submission(resource, at: "8d4c2b9e-1f3a-4e5d-9c7b-6a5f4e3d2c1b") }
        #expect(throws: Refusal.self) { try Submission(resource, at: "") }
    }

    @Test func refusesAReplyWithoutBound() throws {
        let item = JSONValue.object(["linkId": .string("x")])
        let items = (0...Submission.maximumItems).map { JSONValue.object(["linkId": .string("q\($0)")]) }
        for (name, value) in [
            ("item", JSONValue.array(items)),
            ("item", .array([item, item])),
            ("note", .string(String(repeating: "x", count: Submission.maximumBytes))),
        ] {
            let resource = try Fixtures.resource(setting: [name], to: value)
            #expect { try Submission(resource, at: url) } throws: { ($0 as? Refusal)?.status == 422 }
        }
    }

    @Test func neverRepeatsInARefusalWhatWasAnswered() throws {
        let canary = "canary-7391"
        for path in [
            ["item"], ["status"], ["identifier"], ["identifier", "value"], ["author"], ["language"],
        ] {
            let resource = try Fixtures.resource(setting: path, to: .array([.string(canary)]))
            do {
                _ = try Submission(resource, at: url)
                Issue.record("\(path) was taken")
            } catch {
                #expect(!error.reason.contains(canary))
            }
        }
    }
}
