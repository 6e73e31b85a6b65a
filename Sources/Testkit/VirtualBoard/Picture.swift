import Linux

/// What is on the glass: the pixels of one screendump.
package struct Picture: Hashable, Sendable {
    package struct Pixel: Hashable, Sendable {
        package var red: UInt8
        package var green: UInt8
        package var blue: UInt8

        /// From 0xRRGGBB.
        package init(_ hex: UInt32) {
            red = UInt8(truncatingIfNeeded: hex >> 16)
            green = UInt8(truncatingIfNeeded: hex >> 8)
            blue = UInt8(truncatingIfNeeded: hex)
        }
    }

    package let width: Int
    package let height: Int
    let bytes: [UInt8]

    /// Reads a binary PPM (P6, 8 bits a channel); nil for anything else.
    package init?(ppm: [UInt8]) {
        let newline = UInt8(ascii: "\n")
        // Three short lines, then the pixels; not all of them are to be searched.
        let parts = ppm.prefix(64).split(separator: newline, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual("P6".utf8), parts[2].elementsEqual("255".utf8)
        else { return nil }
        let size = parts[1].split(separator: UInt8(ascii: " "))
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        let pixels = ppm[parts[3].startIndex...]
        guard size.count == 2, pixels.count == 3 * size[0] * size[1] else { return nil }
        width = size[0]
        height = size[1]
        bytes = Array(pixels)
    }

    /// - Parameter pixels: XRGB8888 as Cairo has them, row by row.
    package init(width: Int, height: Int, pixels: [UInt32]) {
        precondition(pixels.count == width * height, "a picture has all its pixels")
        self.width = width
        self.height = height
        bytes = pixels.flatMap { [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)] }
    }

    /// As 0xRRGGBB, row by row.
    package var pixels: [UInt32] {
        stride(from: 0, to: bytes.count, by: 3).map {
            UInt32(bytes[$0]) << 16 | UInt32(bytes[$0 + 1]) << 8 | UInt32(bytes[$0 + 2])
        }
    }

    /// Whether a pixel is in one of these rows.
    package func contains(_ pixel: Pixel, inRows rows: some Sequence<Int>) -> Bool {
        let wanted = [pixel.red, pixel.green, pixel.blue]
        return bytes.withUnsafeBytes { bytes in
            for row in rows {
                var place = 3 * row * width
                let end = place + 3 * width
                // By hand: tests look many times a second, also where nothing is optimised.
                while place < end {
                    if bytes[place] == wanted[0], bytes[place + 1] == wanted[1], bytes[place + 2] == wanted[2]
                    {
                        return true
                    }
                    place += 3
                }
            }
            return false
        }
    }

    package subscript(x: Int, y: Int) -> Pixel {
        precondition((0..<width).contains(x) && (0..<height).contains(y), "outside of the picture")
        let start = 3 * (y * width + x)
        return Pixel(UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]))
    }
}
