import Linux

/// `control.sock`: the technician's questions, one line each, one line back.
///
/// A client connects, sends a line such as `status`, reads one line and is
/// gone. Who may connect is decided by the socket's mode and its group,
/// `palaute-tech`.
package final class ControlPort {
    package static let clientLimit = 8
    package static let lineLimitBytes = 256

    private final class Client {
        let descriptor: Descriptor
        var received: [UInt8] = []
        var unsent: ArraySlice<UInt8> = []

        init(_ descriptor: Descriptor) {
            self.descriptor = descriptor
        }
    }

    package let descriptor: Descriptor
    private var clients: [Int32: Client] = [:]

    package init(path: String) throws(SystemError) {
        descriptor = try LocalSocket.listen(at: path, mode: 0o660, group: "palaute-tech")
    }

    /// Takes waiting connections; returns the descriptors to be polled.
    package func accept() throws(SystemError) -> [Descriptor] {
        var accepted: [Descriptor] = []
        while let connection = try LocalSocket.accept(from: descriptor) {
            // One too many is turned away by closing it.
            guard clients.count < Self.clientLimit else { continue }
            clients[connection.rawValue] = Client(connection)
            accepted.append(connection)
        }
        return accepted
    }

    /// Serves the client behind `number`, answering a whole line by `answer`.
    package func serve(_ number: Int32, answer: (String) -> String) {
        guard let client = clients[number] else { return }
        do {
            try receive(client, answer: answer)
            if !client.unsent.isEmpty {
                let sent = try LocalSocket.send(client.unsent, over: client.descriptor)
                client.unsent = client.unsent.dropFirst(sent)
                if client.unsent.isEmpty { clients[number] = nil }
            }
        } catch {
            clients[number] = nil
        }
    }

    /// Whether the client behind `number` has bytes to take.
    package func wantsWrite(_ number: Int32) -> Bool {
        clients[number]?.unsent.isEmpty == false
    }

    package func isServing(_ number: Int32) -> Bool { clients[number] != nil }

    private func receive(_ client: Client, answer: (String) -> String) throws(SystemError) {
        guard client.unsent.isEmpty else { return }
        guard let bytes = try client.descriptor.read(upTo: Self.lineLimitBytes, subject: "control.sock")
        else {
            return
        }
        client.received += bytes
        if let end = client.received.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: client.received[..<end], as: UTF8.self)
            client.unsent = ArraySlice(Array((answer(line) + "\n").utf8))
        } else if bytes.isEmpty || client.received.count > Self.lineLimitBytes {
            clients[client.descriptor.rawValue] = nil
        }
    }
}
