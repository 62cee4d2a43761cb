// swift-tools-version: 6.2
import PackageDescription

// One section a target, in dependency order: a target may depend only on those above it.
// `make check` holds every `import` against these lists and against docs/modules.md.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "genlock",
  products: [
    .executable(name: "genlock", targets: ["genlock"]),
    .executable(name: "genlock-media", targets: ["genlock-media"]),
    .executable(name: "genlock-warden", targets: ["genlock-warden"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // MARK: C libraries and shims

    .target(name: "CLinux", cSettings: [.define("_GNU_SOURCE")]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    .systemLibrary(name: "CSoxr", pkgConfig: "soxr", providers: [.apt(["libsoxr-dev"])]),
    .systemLibrary(name: "CFFmpeg", pkgConfig: "libavformat", providers: [.apt(["libavformat-dev"])]),
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    .target(name: "CHarnessData"),
    .target(name: "CLAPACK"),

    // MARK: Values and pure code

    .target(name: "Quantities", swiftSettings: strict),
    .target(name: "Findings", swiftSettings: strict),
    .target(name: "Digests", dependencies: ["CCrypto"], swiftSettings: strict),
    .target(name: "NumericKernels", dependencies: ["CSoxr", "CKernels", "CLAPACK"], swiftSettings: strict),
    .target(name: "PositionedYAML", dependencies: ["CYAML", "Findings"], swiftSettings: strict),
    .target(name: "HarnessData", dependencies: ["CHarnessData"], swiftSettings: strict),
    .target(
      name: "Tracks", dependencies: ["Quantities", "Findings", "PositionedYAML", "HarnessData"], swiftSettings: strict),
    .target(
      name: "Submissions", dependencies: ["Quantities", "Findings", "PositionedYAML", "HarnessData", "Tracks"],
      swiftSettings: strict),

    // MARK: The outside world

    .target(name: "Processes", dependencies: ["CLinux"], swiftSettings: strict),
    .target(
      name: "ModelArchive", dependencies: ["CLinux", "CArchive", "Quantities", "Findings", "Digests"],
      swiftSettings: strict),
    .target(
      name: "Sandbox", dependencies: ["CLinux", "Quantities", "Findings", "Digests", "Processes"],
      swiftSettings: strict),
    .target(name: "Media", dependencies: ["CLinux", "Quantities", "Processes"], swiftSettings: strict),
    .target(name: "Decoding", dependencies: ["CFFmpeg", "CKernels", "Quantities", "Media"], swiftSettings: strict),

    // MARK: Judging

    .target(name: "FormatRules", dependencies: ["Quantities", "Findings", "Tracks", "Media"], swiftSettings: strict),
    .target(name: "Features", dependencies: ["NumericKernels", "Media"], swiftSettings: strict),
    .target(name: "Scoring", dependencies: ["Digests", "NumericKernels", "Features"], swiftSettings: strict),
    .target(
      name: "Evaluation",
      dependencies: [
        "CLinux", "Quantities", "Findings", "Digests", "HarnessData", "Tracks", "Submissions", "ModelArchive",
        "Sandbox", "Media", "FormatRules", "Features", "Scoring",
      ],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Quantities", "Findings", "Digests", "NumericKernels", "Tracks", "Sandbox", "Media", "Scoring", "Evaluation",
      ],
      swiftSettings: strict),

    // MARK: The three programs

    .executableTarget(
      name: "genlock",
      dependencies: [
        argumentParser, "Quantities", "Findings", "PositionedYAML", "HarnessData", "Tracks", "Submissions", "Processes",
        "ModelArchive", "Sandbox", "Media", "FormatRules", "Scoring", "Evaluation", "Reporting", "NumericKernels",
        "Features",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "genlock-media", dependencies: ["CLinux", "CSeccomp", "Media", "Decoding"], swiftSettings: strict),
    .executableTarget(
      name: "genlock-warden", dependencies: ["CLinux", "CSeccomp"], cSettings: [.define("_GNU_SOURCE")],
      // It is C: without the Swift runtime it starts a millisecond earlier, once a prompt.
      linkerSettings: [.unsafeFlags(["-nostartfiles", "-static-stdlib"])]),

    // MARK: Measurements, for `make bench`

    .executableTarget(
      name: "distance-bench", dependencies: ["Features", "NumericKernels", "Scoring"],
      path: "Tests/Benchmarks/DistanceBench", swiftSettings: strict),

    .executableTarget(
      name: "alignment-bench", dependencies: ["Features", "Media", "Quantities"],
      path: "Tests/Benchmarks/AlignmentBench", swiftSettings: strict),

    // MARK: Tests, one target a module

    .target(
      name: "TestSupport", dependencies: ["CLinux", "Quantities", "Findings"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "FindingsTests", dependencies: ["Findings", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: strict),
    .testTarget(
      name: "NumericKernelsTests", dependencies: ["NumericKernels", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "PositionedYAMLTests", dependencies: ["PositionedYAML", "Findings", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "HarnessDataTests", dependencies: ["HarnessData", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TracksTests",
      dependencies: ["Tracks", "Findings", "Quantities", "PositionedYAML", "HarnessData", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SubmissionsTests",
      dependencies: [
        "Submissions", "Tracks", "Findings", "Quantities", "PositionedYAML", "HarnessData", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(name: "ProcessesTests", dependencies: ["Processes", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ModelArchiveTests",
      dependencies: ["CArchive", "Quantities", "Findings", "Digests", "ModelArchive", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SandboxTests",
      dependencies: [
        "CLinux", "Sandbox", "Findings", "Quantities", "Processes", "Digests", "TestSupport", "genlock-warden",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MediaTests",
      dependencies: ["Media", "Quantities", "Processes", "Digests", "TestSupport", "genlock-media"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DecodingTests", dependencies: ["Decoding", "CKernels", "Media", "Quantities", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FormatRulesTests",
      dependencies: ["FormatRules", "Findings", "Quantities", "Tracks", "Media", "TestSupport", "genlock-media"],
      swiftSettings: strict),
    .testTarget(
      name: "FeaturesTests", dependencies: ["Features", "NumericKernels", "Media", "Quantities", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ScoringTests", dependencies: ["Scoring", "Digests", "Features", "NumericKernels", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "Evaluation", "Submissions", "Tracks", "Sandbox", "Scoring", "Media", "Findings", "Quantities", "ModelArchive",
        "Features", "Digests", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "FormatRules", "Evaluation", "Sandbox", "Scoring", "Features", "Media", "Findings", "Quantities",
        "Digests", "Tracks", "HarnessData", "PositionedYAML", "Submissions", "ModelArchive", "TestSupport",
      ],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "ParityTests",
      dependencies: [
        "Scoring", "Features", "NumericKernels", "Media", "Quantities", "Digests", "TestSupport", "genlock-media",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Processes", "TestSupport", "genlock", "genlock-media", "genlock-warden"],
      swiftSettings: strict),
  ]
)
