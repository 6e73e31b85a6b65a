// ManualClock, VirtualBoard, contracts and fixtures for tests.
