import CDRM
import Linux

/// One graphics card (`/dev/dri/cardN`).
final class Card {
    let path: String
    let descriptor: Descriptor

    /// Opens a card; whoever is first is its master until he goes.
    init(_ path: String) throws(SystemError) {
        self.path = path
        descriptor = try Descriptor.open(path, O_RDWR | O_NONBLOCK)
    }

    /// The kernel driver's name.
    var driver: String {
        guard let version = drmGetVersion(descriptor.rawValue) else { return "unknown" }
        defer { drmFreeVersion(version) }
        return String(cString: version.pointee.name)
    }

    /// The CPU can write pictures for this card.
    var hasDumbBuffers: Bool {
        var value: UInt64 = 0
        return drmGetCap(descriptor.rawValue, UInt64(DRM_CAP_DUMB_BUFFER), &value) == 0 && value != 0
    }

    /// Claims the right to change what displays show, which one process has.
    ///
    /// The corresponding C function is `drmSetMaster`.
    func becomeMaster() throws(SystemError) {
        // Unlike its neighbours it gives -1 and errno.
        try Linux.check("drmSetMaster", path) { drmSetMaster(descriptor.rawValue) }
    }

    /// Whether this process has that right now.
    ///
    /// The corresponding C function is `drmIsMaster`.
    var isMaster: Bool { drmIsMaster(descriptor.rawValue) != 0 }

    /// Leaves that right to others, for those who only look.
    func dropMaster() {
        _ = drmDropMaster(descriptor.rawValue)
    }

    /// Looks at every connector; slow, see ``Connector``.
    func connectors() throws(SystemError) -> [Connector] {
        let resources = try resources()
        defer { drmModeFreeResources(resources) }
        let ids = UnsafeBufferPointer(
            start: resources.pointee.connectors, count: Int(resources.pointee.count_connectors))
        var connectors: [Connector] = []
        for id in ids { connectors.append(try Connector(Connector.ID(rawValue: id), of: self)) }
        return connectors
    }

    /// The first controller that can serve `connector`.
    func crtc(for connector: Connector) throws(SystemError) -> CRTC? {
        let resources = try resources()
        defer { drmModeFreeResources(resources) }
        let ids = UnsafeBufferPointer(
            start: resources.pointee.crtcs, count: Int(resources.pointee.count_crtcs))
        return ids.enumerated()
            .first { connector.possibleCRTCs & (1 << UInt32($0.offset)) != 0 }
            .map { CRTC(id: CRTC.ID(rawValue: $0.element)) }
    }

    private func resources() throws(SystemError) -> drmModeResPtr {
        try get("drmModeGetResources") { drmModeGetResources($0) }
    }

    /// Calls a libdrm function that gives 0 or a negated `errno`.
    func check(_ call: String, _ body: (Int32) -> Int32) throws(SystemError) {
        let result = body(descriptor.rawValue)
        if result < 0 { throw SystemError(call: call, subject: path, code: -result) }
    }

    /// Calls a libdrm function that gives what it found, or nothing and `errno`.
    func get<Found>(
        _ call: String, _ body: (Int32) -> UnsafeMutablePointer<Found>?
    ) throws(SystemError) -> UnsafeMutablePointer<Found> {
        var found: UnsafeMutablePointer<Found>?
        try Linux.check(call, path) {
            found = body(descriptor.rawValue)
            return found == nil ? -1 : 0
        }
        return found!
    }
}
