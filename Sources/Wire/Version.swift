/// The one version of all programs built together.
package enum Version {
    package static let current = "0.1.0"
}
