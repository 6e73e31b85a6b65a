/// Where the uplink finds its files (`interfaces.md`, Files).
struct Paths {
    let anchors: String
    let device: String
    let time: String
    let link: String

    init(root: String) {
        let base = root.hasSuffix("/") ? String(root.dropLast()) : root
        anchors = base + "/etc/palaute/anchors.json"
        device = base + "/var/lib/palaute-uplink/device.json"
        time = base + "/var/lib/palaute-uplink/time"
        link = base + "/run/palaute/link.sock"
    }
}
