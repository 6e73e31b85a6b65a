import Upstream

/// What the uplink needs to know before it can speak to anybody.
struct Configuration: Hashable, Sendable {
    var anchors: Anchors
    var device: Device

    /// - Returns: nil while one of them is missing or bad, with the reason.
    static func read(_ paths: Paths) -> Result<Configuration, ConfigurationProblem> {
        Result { () throws(ConfigurationProblem) in
            Configuration(anchors: try .read(from: paths.anchors), device: try .read(from: paths.device))
        }
    }
}
