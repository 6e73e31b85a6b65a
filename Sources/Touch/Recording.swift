import CEvdev

/// What a touch device is and what it said: evemu's text (`evemu-format(5)`), as
/// `evemu-record`, `palautectl touch --record` and others write it.
///
/// A panel that misbehaves somewhere can so be played again elsewhere.
package struct Recording: Hashable, Sendable {
    package struct Axis: Hashable, Sendable {
        package var range: ClosedRange<Int32>
        package var fuzz: Int32
        package var flat: Int32
        /// Units a millimetre; 0: the device does not say.
        package var resolution: Int32

        package init(_ range: ClosedRange<Int32>, fuzz: Int32 = 0, flat: Int32 = 0, resolution: Int32 = 0) {
            self.range = range
            self.fuzz = fuzz
            self.flat = flat
            self.resolution = resolution
        }
    }

    package struct Device: Hashable, Sendable {
        package var name: String
        /// Bus, vendor, product and version.
        package var identity: [UInt16]
        /// `INPUT_PROP_…`.
        package var properties: Set<Int32>
        /// `EV_KEY` codes.
        package var keys: Set<Int32>
        /// `EV_ABS` codes.
        package var axes: [Int32: Axis]

        package init(
            name: String, identity: [UInt16] = [0, 0, 0, 0], properties: Set<Int32> = [INPUT_PROP_DIRECT],
            keys: Set<Int32> = [BTN_TOUCH], axes: [Int32: Axis]
        ) {
            precondition(identity.count == 4, "bus, vendor, product and version")
            self.name = name
            self.identity = identity
            self.properties = properties
            self.keys = keys
            self.axes = axes
        }
    }

    package var device: Device
    /// In order; the first is at any time, the others follow it.
    package var events: [InputEvent]

    package init(device: Device, events: [InputEvent] = []) {
        self.device = device
        self.events = events
    }
}

extension Recording.Device {
    /// A panel for ten fingers, protocol B, both axes of one range.
    package static func panel(_ name: String, axis: ClosedRange<Int32> = 0...4_095) -> Recording.Device {
        Recording.Device(
            name: name,
            axes: [
                ABS_MT_SLOT: .init(0...9), ABS_MT_TRACKING_ID: .init(0...65_535),
                ABS_MT_POSITION_X: .init(axis), ABS_MT_POSITION_Y: .init(axis), ABS_X: .init(axis),
                ABS_Y: .init(axis),
            ])
    }
}
