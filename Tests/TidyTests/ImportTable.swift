/// The import table of the house: nothing else is allowed.
///
/// The compiler does not enforce it: Foundation, Glibc, C modules and
/// transitive ones pass.
enum ImportTable {
    /// Needs no permission: part of the language.
    static let language: Set<String> = ["Swift", "Synchronization", "_Concurrency"]

    static let pure: [String: Set<String>] = [
        "Surveys": [],
        "FHIR": ["Surveys", "FoundationEssentials"],
        "Wire": ["Surveys", "FoundationEssentials"],
        "Delivery": ["Wire"],
        "Intake": ["Wire", "FHIR"],
        "Scenes": [],
        "KioskCore": ["Surveys", "Wire", "Scenes"],
    ]

    /// Each of these may use FoundationEssentials too.
    static let shell: [String: Set<String>] = [
        "Linux": ["CLinux"],
        "Display": ["Linux", "CDRM"],
        "Touch": ["Linux", "CEvdev"],
        "Painting": ["Scenes", "CCairo", "CFontconfig"],
        "SQLite": ["CSQLite"],
        "Storage": ["Surveys", "Wire", "FHIR", "SQLite", "Linux"],
        "Sealing": ["CJose"],
        "Link": ["Linux", "Wire"],
        "Upstream": ["Wire", "FHIR", "Delivery", "Sealing", "Linux", "CCurl"],
        "Provisioning": ["Surveys", "FHIR", "Scenes", "Sealing", "Linux"],
        "KioskShell": terminal,
        "CollectorServer": server,
        "palaute-kiosk": ["KioskShell", "Provisioning", "Linux", "Wire", "ArgumentParser"],
        "palaute-uplink": ["Upstream", "Delivery", "Link", "Wire", "Linux", "ArgumentParser"],
        "palautectl": terminal.union(["KioskShell", "ArgumentParser"]),
        "palaute-lab": terminal.union([
            "KioskShell", "Testkit", "CDRM", "CLinux", "Delivery", "Intake", "HeapModule", "NIOCore",
            "NIOPosix", "NIOHTTP1",
            "NIOSSL", "ArgumentParser",
        ]),
        "palaute-collector": server.union(["CollectorServer", "Linux", "ArgumentParser"]),
    ]

    private static let terminal: Set<String> = [
        "Surveys", "FHIR", "Wire", "Scenes", "KioskCore", "Linux", "Display", "Touch", "Painting", "Speech",
        "SQLite", "Storage", "Sealing", "Link", "Provisioning",
    ]

    private static let server: Set<String> = [
        "FHIR", "Wire", "Intake", "Surveys", "SQLite", "CPostgres", "Sealing", "Hummingbird",
        "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "Logging", "NIOCore", "NIOPosix", "NIOSSL",
        "ServiceLifecycle",
    ]

    /// What `module` may import; nil for a module that the table does not know.
    static func allowed(in module: String) -> Set<String>? {
        if let modules = pure[module] { return modules.union(language) }
        return shell[module].map { $0.union(language).union(["FoundationEssentials"]) }
    }
}
