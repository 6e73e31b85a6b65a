import Delivery
import Testing

struct DeliveryTableTests {
    @Test(
        arguments: [
            (200, nil, .acknowledge), (201, nil, .acknowledge), (202, nil, .retry), (204, nil, .retry),
            (301, nil, .retry), (302, nil, .retry), (308, nil, .retry),
            (400, nil, .park), (400, .clientAssigned, .stop), (401, nil, .renewToken), (403, nil, .pause),
            (404, nil, .stop), (405, nil, .stop), (408, nil, .retry), (409, nil, .retryAtMost(20)),
            (409, .conflict, .park), (410, nil, .acknowledge), (412, nil, .retry), (413, nil, .park),
            (422, nil, .park), (425, nil, .retry), (429, nil, .retry), (500, nil, .retry), (502, nil, .retry),
            (503, nil, .retry), (504, nil, .retry), (0, nil, .retry), (-1, nil, .retry), (999, nil, .retry),
        ] as [(Int, KnownIssue?, DeliveryVerdict)])
    func decidesOnOneReply(status: Int, issue: KnownIssue?, verdict: DeliveryVerdict) {
        #expect(DeliveryTable.verdict(.entry, status, issue) == verdict)
    }

    @Test(
        arguments: [
            (200, nil, .readEntries), (201, nil, .retry), (204, nil, .retry), (301, nil, .retry),
            (307, nil, .retry),
            (400, nil, .bisect), (400, .clientAssigned, .stop), (401, nil, .renewToken), (403, nil, .pause),
            (404, nil, .stop), (405, nil, .stop), (408, nil, .retry), (409, nil, .retry), (410, nil, .retry),
            (412, nil, .retry), (413, nil, .bisect), (422, nil, .bisect), (425, nil, .retry),
            (429, nil, .retry),
            (500, nil, .retry), (503, nil, .retry),
        ] as [(Int, KnownIssue?, DeliveryVerdict)])
    func decidesOnTheWholeRequest(status: Int, issue: KnownIssue?, verdict: DeliveryVerdict) {
        #expect(DeliveryTable.verdict(.whole, status, issue) == verdict)
    }

    @Test func printsEveryRow() {
        let lines = DeliveryTable.rules.map(\.description)
        #expect(lines.contains("entry 409 conflict → park"))
        #expect(lines.contains("whole 404–405 → stop"))
        #expect(Set(lines).count == lines.count)
    }
}
