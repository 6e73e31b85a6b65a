// swift-tools-version: 6.2
import PackageDescription

// The house of design.md §3: a module exists where there is an import to forbid
// elsewhere. TidyTests holds the same table as data and compares every import.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

// Programs carry the Swift runtime; tests cannot (Testing has no static form). The
// archives behind Foundation are not found by autolinking in this mixture.
let staticRuntime = [
    "-static-stdlib", "-l_FoundationCollections", "-l_FoundationCShims", "-l_FoundationICU",
    "-lFoundationInternationalization", "-lswiftSynchronization",
    "-lCoreFoundation",
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func program(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: strict,
        linkerSettings: [.unsafeFlags(staticRuntime)])
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["Testkit"], exclude: exclude, resources: resources,
        swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, apt: [String] = []) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: apt.isEmpty ? nil : [.apt(apt)])
}

let nio = ["NIOCore", "NIOPosix", "NIOHTTP1"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")

let pure: [Target] = [
    module("Surveys"),
    module("FHIR", ["Surveys"]),
    module("Wire", ["Surveys"]),
    module("Delivery", ["Wire"]),
    module("Intake", ["Wire", "FHIR"]),
    module("Scenes"),
    module("KioskCore", ["Surveys", "Wire", "Scenes"]),
]

let c: [Target] = [
    library("CLinux"),
    library("CDRM", pkgConfig: "libdrm", apt: ["libdrm-dev"]),
    library("CEvdev", pkgConfig: "libevdev", apt: ["libevdev-dev"]),
    library("CCairo", pkgConfig: "pangocairo", apt: ["libpango1.0-dev"]),
    library("CFontconfig", pkgConfig: "fontconfig", apt: ["libfontconfig-dev"]),
    library("CSQLite", pkgConfig: "sqlite3", apt: ["libsqlite3-dev"]),
    library("CCurl", pkgConfig: "libcurl", apt: ["libcurl4-openssl-dev"]),
    library("CJose", pkgConfig: "jose", apt: ["libjose-dev"]),
]

let shell: [Target] = [
    module("Linux", ["CLinux"]),
    module("Display", ["Linux", "CDRM"]),
    module("Touch", ["Linux", "CEvdev"]),
    module(
        "Painting", ["Scenes", "CCairo", "CFontconfig"], resources: [.embedInCode("Pictures/resting.png")]),
    module("SQLite", ["CSQLite"]),
    module("Storage", ["Surveys", "Wire", "FHIR", "SQLite", "Linux"]),
    module("Sealing", ["CJose"]),
    module("Link", ["Linux", "Wire"]),
    module("Upstream", ["Wire", "FHIR", "Delivery", "Sealing", "Linux", "CCurl"]),
    module(
        "Provisioning", ["Surveys", "FHIR", "Scenes", "Sealing", "Linux"],
        resources: ["board", "settings", "anchors"].map { .embedInCode("Schemas/\($0).json") }
            + ["nps", "fi", "sv", "en"].map { .embedInCode("Safe/\($0).json") }),
    module(
        "KioskShell",
        [
            "Surveys", "FHIR", "Wire", "Scenes", "KioskCore", "Linux", "Display", "Touch", "Painting",
            "Storage", "Sealing", "Link", "Provisioning",
        ]),
    module(
        "CollectorServer",
        ["FHIR", "Wire", "Intake", "Surveys", "SQLite", "Sealing", hummingbird, hummingbirdTLS]),
    module(
        "Testkit",
        [
            "Surveys", "FHIR", "Wire", "Scenes", "KioskCore", "Linux", "Display", "Touch", "Painting",
            "Storage", "Sealing", "Link", "Provisioning", "KioskShell", "CEvdev",
        ]),
]

let programs: [Target] = [
    program("palaute-kiosk", ["KioskShell", "Provisioning", "Linux", "Wire", argumentParser]),
    program("palaute-uplink", ["Upstream", "Delivery", "Link", "Wire", "Linux", argumentParser]),
    program(
        "palautectl",
        [
            "KioskShell", "Provisioning", "Painting", "Display", "Scenes", "KioskCore", "Surveys", "FHIR",
            "Linux", "Wire", argumentParser,
        ]),
    program(
        "palaute-lab",
        [
            "KioskCore", "KioskShell", "Surveys", "FHIR", "Wire", "Link", "Scenes", "Display", "Painting",
            "Provisioning", "Delivery", "Intake",
            "Sealing", "Storage", "Touch", "Linux", "CDRM", "CLinux", "Testkit", argumentParser, heap, nioSSL,
        ] + nio, resources: ["scene", "commit"].map { .embedInCode("C/\($0).c") }),
    program("palaute-collector", ["CollectorServer", "Linux", argumentParser]),
]

let testTargets: [Target] = [
    tests("SurveysTests", ["Surveys"]),
    tests("FHIRTests", ["FHIR", "Surveys"], exclude: ["oracles"]),
    tests("WireTests", ["Wire", "Surveys"]),
    tests("DeliveryTests", ["Delivery", "Wire"]),
    tests("IntakeTests", ["Intake", "Wire", "FHIR"]),
    tests("ScenesTests", ["Scenes"]),
    tests("KioskCoreTests", ["KioskCore", "Surveys", "Wire", "Scenes"]),
    tests("LinuxTests", ["Linux"]),
    tests("DisplayTests", ["Display", "Linux", "CDRM"]),
    tests("TouchTests", ["Touch", "Linux"]),
    tests("PaintingTests", ["Painting", "CCairo", "Scenes", "KioskCore", "Surveys", "FHIR"]),
    tests("SQLiteTests", ["SQLite"]),
    tests(
        "StorageTests", ["Storage", "Surveys", "Wire", "FHIR", "SQLite", "Sealing"],
        resources: [.copy("Fixtures")]),
    tests("SealingTests", ["Sealing"]),
    tests("LinkTests", ["Link", "Wire", "Linux"]),
    tests(
        "UpstreamTests", ["Upstream", "Wire", "Delivery", "Linux", "Link"], resources: [.copy("Fixtures")]),
    tests("ProvisioningTests", ["Provisioning", "Surveys", "Scenes", "Sealing", "Upstream"]),
    tests(
        "KioskShellTests",
        [
            "KioskShell", "KioskCore", "Storage", "Linux", "Surveys", "FHIR", "Wire", "Scenes", "Display",
            "Touch", "Painting", "Link", "Provisioning",
        ]),
    tests(
        "CollectorServerTests", ["CollectorServer", "Surveys", "FHIR", "Wire", "Intake", hummingbird],
        exclude: ["figures.py"]),
    tests("BoardTests", ["SQLite", "Touch", "Scenes", "Storage", "Sealing", "Surveys"]),
    tests("LabTests", []),
    tests("PalautectlTests", ["KioskShell", "Provisioning", "Sealing", "Link", "Wire", "Linux"]),
    tests(
        "EndToEndTests",
        [
            "CollectorServer", "Surveys", "Wire", "FHIR", "Intake", "SQLite", "Sealing", "Linux", "Link",
            "KioskShell", "Provisioning",
        ]),
    tests("AssetsTests", ["Surveys", "FHIR", "Provisioning"]),
    tests("TidyTests", []),
]

// libFuzzer brings its own runtime, so its program is there only when asked for.
let fuzzing: [Target] =
    Context.environment["PALAUTE_FUZZ"] == nil
    ? []
    : [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "fuzz-touch", dependencies: ["Testkit", "CFuzzer"], path: "Tests/Fuzz/touch",
            swiftSettings: strict, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
    ]

let package = Package(
    name: "palaute",
    products: [
        .executable(name: "palaute-kiosk", targets: ["palaute-kiosk"]),
        .executable(name: "palaute-uplink", targets: ["palaute-uplink"]),
        .executable(name: "palautectl", targets: ["palautectl"]),
        .executable(name: "palaute-lab", targets: ["palaute-lab"]),
        .executable(name: "palaute-collector", targets: ["palaute-collector"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    ],
    targets: pure + c + shell + programs + testTargets + fuzzing
)
