import Testing
import Testkit

extension BoardTests {
    /// Visitors of the published packs, at the glass of the board.
    @Suite struct PackTests {
        @Test(arguments: ["national-adult", "national-adult-situation"])
        func takesSomebodyThroughTheNationalSurvey(pack: String) async throws {
            try await onThread {
                let visitor = try Self.visitor(of: pack)
                try visitor.start()
                try visitor.answer("scale.9")
                for statement in 1...8 { try visitor.answer("choice.\(1 + statement % 5)") }
                try visitor.press("cannotSay") { $0.screen == "thanks" }
                #expect(try visitor.status()?.acknowledged == 1)
            }
        }

        @Test func takesSomebodyThroughTheSmileySurvey() async throws {
            try await onThread {
                let visitor = try Self.visitor(of: "smileys")
                try visitor.start()
                try visitor.board.wait(forLook: "visit-smileys-board-fi")
                try visitor.answer("choice.3")
                try visitor.press("scale.10") { $0.targets["next"] != nil }
                try visitor.press("next") { $0.screen == "thanks" }
                #expect(try visitor.status()?.acknowledged == 1)
            }
        }

        @Test func goesOnByItselfInALobby() async throws {
            try await onThread {
                let visitor = try Self.visitor(of: "lobby")
                try visitor.start()
                try visitor.press("scale.9") { $0.targets["next"] != nil || $0.targets["choice.1"] != nil }
                try visitor.wait(for: "the first statement") {
                    $0.targets["choice.1"] != nil && $0.targets["next"] == nil
                }
                // Who goes back finds the choice and is left alone with it.
                try visitor.press("back") { $0.targets["scale.9"] != nil }
                try visitor.wait(for: "the choice") { $0.targets["next"] != nil }
            }
        }

        @Test func keepsWhatSomebodySaidWhoWalkedAway() async throws {
            try await onThread {
                let visitor = try Self.visitor(of: "hasty")
                try visitor.start()
                try visitor.press("scale.2") { $0.targets["next"] != nil || $0.screen == "idle" }
                try visitor.wait(forScreen: "idle")
                // Nothing of the answer is to be seen or reached meanwhile.
                let warned = try visitor.wait(for: "the warning on the glass") {
                    $0.targets["moreTime"] != nil
                }
                #expect(warned.targets.keys.sorted() == ["moreTime", "stop"])
                let status = try visitor.wait(for: "the greeting and a reply") {
                    $0.screen == "attract" && $0.journal?.lastSeq == 1
                }
                #expect(status.acknowledged == 0)
                #expect(status.journal?.unsent == 1)
                try visitor.board.wait(forLook: "visit-greeting-board-fi")
            }
        }

        @Test func removesTheAnswersOfWhoeverAsksForIt() async throws {
            try await onThread {
                let visitor = try Self.visitor(of: "national-adult")
                try visitor.start()
                try visitor.answer("scale.0")
                try visitor.press("choice.1") { $0.targets["next"] != nil }
                try visitor.press("help") { $0.screen == "help" }
                try visitor.press("stop") { $0.screen == "stopping" }
                try visitor.press("removeAnswers") { $0.screen == "removed" }
                try visitor.board.wait(forLook: "visit-removed-board-fi")
                let status = try #require(try visitor.status())
                #expect(status.journal?.withdrawn == 1)
                #expect(status.journal?.unsent == 0)
                #expect(status.acknowledged == 0)
            }
        }

        @Test func changesTheLanguageAndTheMindOfAnswersThatStay() async throws {
            try await onThread {
                let visitor = try Self.visitor(of: "national-adult")
                try visitor.start()
                try visitor.press("scale.3") { $0.targets["next"] != nil }
                try visitor.press("languages") { $0.screen == "languages" }
                try visitor.press("language.sv") { $0.screen == "question" }
                // The choice stands, the words are others.
                try visitor.wait(for: "the choice") { $0.targets["next"] != nil }
                try visitor.board.wait(forLook: "visit-nps-chosen-board-sv")
                try visitor.press("scale.8") { $0.targets["next"] != nil }
                try visitor.press("help") { $0.screen == "help" }
                try visitor.press("stop") { $0.screen == "stopping" }
                try visitor.press("sendSoFar") { $0.screen == "thanks" }
                #expect(try visitor.status()?.acknowledged == 1)
            }
        }

        /// At a board whose settings were changed to those of the bench.
        private static func visitor(of settings: String) throws -> Visitor<VirtualBoard> {
            let visitor = Visitor(at: try VirtualBoard.greeting())
            let folder = "/var/lib/palaute/content/2"
            let steps = [
                "mkdir -p \(folder)", "cp /usr/share/palaute/bench/\(settings).jws \(folder)/settings.jws",
                "chown -R palaute-kiosk:palaute-kiosk \(folder)", "kill -HUP $(pidof palaute-kiosk)",
            ]
            #expect(try visitor.board.run(steps.joined(separator: " && ")).status == 0)
            try visitor.wait(for: "the new settings") { $0.settingsSerial == 2 && $0.screen == "attract" }
            return visitor
        }
    }
}

extension Visitor {
    /// Chooses, and goes on: the next question has no choice yet.
    fileprivate func answer(_ target: String) throws {
        try press(target) { $0.targets["next"] != nil }
        try press("next") { $0.targets["next"] == nil && $0.targets["skip"] != nil }
    }
}
