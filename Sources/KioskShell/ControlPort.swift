import Linux

/// `control.sock`: the technician's questions, one line each, one line back.
///
/// A client connects, sends a line such as `status`, reads one line and is
/// gone. Who may connect is decided by the socket's mode and its group,
/// `palaute-tech`. A client that says nothing keeps nobody out: the oldest leaves
/// for the newest.
package final class ControlPort {
    package static let clientLimit = 8
    package static let lineLimitBytes = 256

    private final class Client {
        let descriptor: Descriptor
        var received: [UInt8] = []

        init(_ descriptor: Descriptor) {
            self.descriptor = descriptor
        }
    }

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
    package func accept(answer: (String) -> String) throws(SystemError) -> [Descriptor] {
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
    package func serve(_ number: Int32, answer: (String) -> String) {
        guard let index = clients.firstIndex(where: { $0.descriptor.rawValue == number }) else { return }
        // A client that fails is gone, as one that has its answer.
        let isWaiting = try? isWaiting(clients[index], answer: answer)
        if isWaiting != true { clients.remove(at: index) }
    }

    /// Reads and answers as far as it goes; whether the client has more to come.
    private func isWaiting(_ client: Client, answer: (String) -> String) throws(SystemError) -> Bool {
        guard let bytes = try client.descriptor.read(upTo: Self.lineLimitBytes, subject: "control.sock")
        else { return true }
        client.received += bytes
        guard let end = client.received.firstIndex(of: UInt8(ascii: "\n")) else {
            return !bytes.isEmpty && client.received.count <= Self.lineLimitBytes
        }
        let line = String(decoding: client.received[..<end], as: UTF8.self)
        // One answer fits into the socket's own buffer (`net.core.wmem_default`).
        _ = try LocalSocket.send(ArraySlice(Array((answer(line) + "\n").utf8)), over: client.descriptor)
        return false
    }
}
