// Touchscreens through libevdev, and scripted ones.
