import Testing
import Testkit

/// Everything that needs the virtual board, one board at a time: an emulated
/// terminal takes a whole core.
@Suite(.serialized, .timeLimit(.minutes(15))) struct BoardTests {}
