/// What happened, as one number: two runs are the same exactly if it is (FNV-1a).
struct Trace {
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func note(_ values: Int64...) {
        for value in values { add(UInt64(bitPattern: value)) }
    }

    mutating func note(_ text: String) {
        for byte in text.utf8 { mix(byte) }
        mix(0)
    }

    private mutating func add(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    private mutating func mix(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
