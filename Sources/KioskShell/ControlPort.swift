import Linux

/// `control.sock`: the technician's questions, one line each, one line back.
///
/// A client connects, sends a line such as `status`, reads one line, at once or
/// when it is known, and is gone. Who may connect is decided by the socket's mode and its group,
/// `palaute-tech`. A client that says nothing keeps nobody out: the oldest leaves
/// for the newest.
package final class ControlPort {
    package static let clientLimit = 8
    package static let lineLimitBytes = 256

    private final class Client {
        let descriptor: Descriptor
        var received: [UInt8] = []
        /// It has asked and not been answered yet.
        var isWaiting = false

        init(_ descriptor: Descriptor) {
            self.descriptor = descriptor
        }
    }

    /// A client, by the number of its descriptor; good while it waits.
    package typealias ClientNumber = Int32
    /// Gives the line for a question; nil when it follows by ``answer(_:to:)``.
    package typealias Answering = (_ question: String, _ from: ClientNumber) -> String?

    private let listener: LocalListener
    /// Oldest first.
    private var clients: [Client] = []

    package init(path: String) throws(SystemError) {
        listener = try LocalListener(at: path, mode: 0o660, group: "palaute-tech")
    }

    package var descriptor: Descriptor { listener.descriptor }

    /// Takes waiting connections and answers those that have asked already.
    ///
    /// - Returns: the descriptors of the others, to be polled.
    package func accept(answer: Answering) throws(SystemError) -> [Descriptor] {
        var new: [Descriptor] = []
        while let connection = try listener.accept() {
            if clients.count == Self.clientLimit { clients.removeFirst() }
            clients.append(Client(connection))
            serve(connection.rawValue, answer: answer)
            new.append(connection)
        }
        return new.filter { descriptor in clients.contains { $0.descriptor === descriptor } }
    }

    /// Serves the client behind `number`, answering a whole line by `answer`.
    package func serve(_ number: ClientNumber, answer: Answering) {
        guard let client = clients.first(where: { $0.descriptor.rawValue == number }) else { return }
        // A client that fails is gone, as one that has its answer.
        let stays = try? stays(client, answer: answer)
        if stays != true { clients.removeAll { $0 === client } }
    }

    /// Gives a client the line that it waits for; nothing when it is gone.
    package func answer(_ line: String, to number: ClientNumber) {
        guard let client = clients.first(where: { $0.descriptor.rawValue == number && $0.isWaiting }) else {
            return
        }
        try? send(line, to: client)
        clients.removeAll { $0 === client }
    }

    package func isWaiting(_ number: ClientNumber) -> Bool {
        clients.contains { $0.descriptor.rawValue == number && $0.isWaiting }
    }

    /// Reads and answers as far as it goes; whether the client has more to come.
    private func stays(_ client: Client, answer: Answering) throws(SystemError) -> Bool {
        guard let bytes = try client.descriptor.read(upTo: Self.lineLimitBytes, subject: "control.sock")
        else { return true }
        // Whoever waits says nothing more; what ends is gone.
        if client.isWaiting { return !bytes.isEmpty }
        client.received += bytes
        guard let end = client.received.firstIndex(of: UInt8(ascii: "\n")) else {
            return !bytes.isEmpty && client.received.count <= Self.lineLimitBytes
        }
        let line = String(decoding: client.received[..<end], as: UTF8.self)
        client.isWaiting = true
        guard let answer = answer(line, client.descriptor.rawValue) else { return true }
        try send(answer, to: client)
        return false
    }

    private func send(_ line: String, to client: Client) throws(SystemError) {
        // One answer fits into the socket's own buffer (`net.core.wmem_default`).
        _ = try LocalSocket.send(ArraySlice(Array((line + "\n").utf8)), over: client.descriptor)
    }
}
