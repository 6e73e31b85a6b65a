import Surveys

extension Bundle {
    /// The body of a batch that puts `replies`, each under its own id.
    ///
    /// The replies' frozen bytes stand in it as they are: they are never decoded
    /// and encoded again. They are canonical JSON, and so is the body.
    package static func batch(putting replies: [(id: ReplyID, json: [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(replies.reduce(64) { $0 + $1.json.count + 128 })
        body += Array(#"{"entry":["#.utf8)
        for (index, reply) in replies.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            let url = "\(QuestionnaireResponse.typeName)/\(reply.id)"
            body += Array(#"{"request":{"method":"PUT","url":"\#(url)"},"resource":"#.utf8)
            body += reply.json
            body.append(UInt8(ascii: "}"))
        }
        body += Array(#"],"resourceType":"Bundle","type":"batch"}"#.utf8)
        return body
    }
}
