import CEvdev
import Linux

/// A touch device that the kernel believes in (`uinput`), gone with this value.
///
/// For benches and tests: a terminal has no right to `/dev/uinput`. The
/// corresponding C functions are those of `libevdev-uinput.h`.
package final class KernelPanel {
    package let device: Recording.Device
    /// `/dev/input/eventN`.
    package let path: String
    private var handle: OpaquePointer?

    package init(_ device: Recording.Device) throws(SystemError) {
        guard let model = libevdev_new() else {
            throw SystemError(call: "libevdev_new", subject: device.name, code: ENOMEM)
        }
        defer { libevdev_free(model) }
        device.describe(to: model)
        var handle: OpaquePointer?
        let result = libevdev_uinput_create_from_device(
            model, LIBEVDEV_UINPUT_OPEN_MANAGED.rawValue, &handle)
        guard result == 0, let handle else {
            throw SystemError(call: "libevdev_uinput_create_from_device", subject: device.name, code: -result)
        }
        self.handle = handle
        self.device = device
        path = libevdev_uinput_get_devnode(handle).map { String(cString: $0) } ?? ""
    }

    deinit {
        unplug()
    }

    /// Takes the device away from the kernel.
    package func unplug() {
        if let handle { libevdev_uinput_destroy(handle) }
        handle = nil
    }

    /// The device says one thing; a frame ends by SYN_REPORT.
    package func say(_ type: Int32, _ code: Int32, _ value: Int32) throws(SystemError) {
        guard let handle else { return }
        let result = libevdev_uinput_write_event(handle, UInt32(type), UInt32(code), value)
        if result < 0 {
            throw SystemError(call: "libevdev_uinput_write_event", subject: device.name, code: -result)
        }
    }
}

extension Recording.Device {
    /// Tells libevdev what the device is like.
    fileprivate func describe(to model: OpaquePointer) {
        libevdev_set_name(model, name)
        libevdev_set_id_bustype(model, Int32(identity[0]))
        libevdev_set_id_vendor(model, Int32(identity[1]))
        libevdev_set_id_product(model, Int32(identity[2]))
        libevdev_set_id_version(model, Int32(identity[3]))
        for property in properties { libevdev_enable_property(model, UInt32(property)) }
        for key in keys { libevdev_enable_event_code(model, UInt32(EV_KEY), UInt32(key), nil) }
        for (code, axis) in axes {
            var facts = input_absinfo()
            facts.minimum = axis.range.lowerBound
            facts.maximum = axis.range.upperBound
            facts.fuzz = axis.fuzz
            facts.flat = axis.flat
            facts.resolution = axis.resolution
            libevdev_enable_event_code(model, UInt32(EV_ABS), UInt32(code), &facts)
        }
    }
}
