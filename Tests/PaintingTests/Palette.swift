import Foundation
import Testkit

/// Pictures of at most 256 colours, so that sixty of them stay small.
enum Palette {
    /// Writes `pixels` as a PNG file; frequent colours stay what they are.
    static func write(_ pixels: Pixels, to path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c", writer, path, "\(pixels.width)", "\(pixels.height)", "\(Picture.paletteError)",
        ]
        let input = Pipe()
        process.standardInput = input
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: pixels.values.withUnsafeBytes { Data($0) })
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Python's own zlib: the tests need no encoder of their own.
    private static let writer = """
        import array, collections, struct, sys, zlib
        path, width, height, error = sys.argv[1], *map(int, sys.argv[2:])
        pixels = array.array('I', sys.stdin.buffer.read())
        split = lambda c: (c >> 16 & 255, c >> 8 & 255, c & 255)
        palette, place = [], {}
        for color, _ in collections.Counter(p & 0xFFFFFF for p in pixels).most_common():
            rgb = split(color)
            near = lambda i: max(abs(a - b) for a, b in zip(palette[i], rgb))
            best = min(range(len(palette)), key=near, default=None)
            if best is None or near(best) > error:
                best = len(palette)
                palette.append(rgb)
            place[color] = best
        if len(palette) > 256: sys.exit('more than 256 colours')
        rows = b''.join(b'\\0' + bytes(place[p & 0xFFFFFF] for p in pixels[y * width:(y + 1) * width])
                        for y in range(height))
        def chunk(kind, data):
            return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
        with open(path, 'wb') as file:
            file.write(b'\\x89PNG\\r\\n\\x1a\\n'
                       + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 3, 0, 0, 0))
                       + chunk(b'PLTE', bytes(v for rgb in palette for v in rgb))
                       + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))
        """
}
