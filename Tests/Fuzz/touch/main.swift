import CFuzzer
import Testkit

// The touchscreen of the seeded trial, driven by libFuzzer, which looks for bytes that
// reach new branches of the decoder and of the detector. Built by Board/nightly.

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
LLVMFuzzerRunDriver(&count, &arguments) { start, length in
    var fuzz = TouchFuzz(UnsafeBufferPointer(start: start, count: length).makeIterator())
    let report = fuzz.run()
    precondition(report.faults.isEmpty, "\(report.faults)")
    return 0
}
