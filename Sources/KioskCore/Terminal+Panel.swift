extension Terminal {
    /// See ``TapDetector/driftPixels``; another display may have smaller pixels.
    package var driftPixels: Double {
        get { tap.driftPixels }
        set { tap.driftPixels = newValue }
    }
}
