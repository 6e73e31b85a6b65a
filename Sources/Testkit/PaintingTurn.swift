// Tests run on many threads at once; a terminal paints on one. Two font maps on
// two threads crash inside Cairo 1.16.
/// Where tests measure and paint text: one after another, as on a terminal.
@globalActor package actor PaintingTurn {
    package static let shared = PaintingTurn()
}
