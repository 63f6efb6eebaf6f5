// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Holds Swift and Foundation within the program: it starts a third faster and runs where there is no
/// toolchain. Foundation's own parts are named because its module for shared libraries does not.
let selfContained: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
      "-l_FoundationCollections",
    ], .when(platforms: [.linux], configuration: .release))
]

/// A target of our own, with the settings that all of them share.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// The tests of one target, or of the whole program.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "earmark",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "earmark", targets: ["earmark"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
    .systemLibrary(
      name: "CSndfile", providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]),
    .systemLibrary(name: "CSoxr", providers: [.apt(["libsoxr-dev"]), .brew(["libsoxr"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(name: "CPng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CPortAudio", providers: [.apt(["portaudio19-dev"]), .brew(["portaudio"])]),
    .systemLibrary(name: "CSonic", providers: [.apt(["libsonic-dev"]), .brew(["sonic"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CKernels"),

    library("Workers", ["CMalloc"]),
    library("Digests", [.product(name: "Crypto", package: "swift-crypto")]),
    library("Acoustics", ["CKernels"]),
    library("Labeling", ["Digests"]),
    library("CellCanvas"),
    library(
      "SoundFiles",
      ["Acoustics", "Digests", "CSndfile", "CSoxr"]),
    library("SoundDevices", ["Acoustics", "CPortAudio", "CSonic"]),
    library("NeuralNetworks", ["CKernels", "Workers"]),
    library(
      "Recognition",
      [
        "Acoustics", "Digests", "Labeling", "NeuralNetworks", "Workers",
      ],
      exclude: ["Models"]),
    library("NetworkExchange", ["NeuralNetworks"]),
    library(
      "LabelStore",
      [
        "Labeling", "Workers", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    library("PictureFiles", ["Acoustics", "CellCanvas", "CPng"]),
    library("FeatureFiles", ["Acoustics", "Labeling", "CZip"]),
    library("CursesTerminal", ["CellCanvas", "CNcurses"]),
    library("Explorer", ["Acoustics", "Labeling", "CellCanvas"]),
    library(
      "ExplorerRuntime",
      [
        "Acoustics", "Labeling", "CellCanvas", "Explorer", "Workers", "SoundFiles", "LabelStore",
        "SoundDevices", "FeatureFiles", "PictureFiles", "Digests", "NeuralNetworks",
        "Recognition",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),
    .executableTarget(
      name: "earmark",
      dependencies: [
        "Acoustics", "Labeling", "CellCanvas", "Workers", "SoundFiles", "LabelStore",
        "SoundDevices", "PictureFiles", "FeatureFiles", "CursesTerminal", "Explorer",
        "ExplorerRuntime", "NeuralNetworks", "NetworkExchange", "Recognition",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: selfContained),
    .executableTarget(
      name: "earmark-bench",
      dependencies: [
        "Acoustics", "Labeling", "CellCanvas", "SoundFiles", "SoundDevices", "LabelStore",
        "NeuralNetworks", "Recognition", "Workers",
        "CursesTerminal", "Explorer", "ExplorerRuntime", "EarmarkTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),

    .target(
      name: "EarmarkTestSupport", dependencies: ["CellCanvas", "CNcurses"],
      path: "Tests/EarmarkTestSupport", swiftSettings: settings),
    tests("WorkersTests", ["Workers"]),
    tests("DigestsTests", ["Digests"]),
    tests("AcousticsTests", ["Acoustics"]),
    tests("LabelingTests", ["Labeling"]),
    tests("CellCanvasTests", ["CellCanvas"]),
    tests(
      "SoundFilesTests",
      [
        "SoundFiles", "Acoustics", "CSndfile",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    tests("SoundDevicesTests", ["SoundDevices", "Acoustics"]),
    tests(
      "LabelStoreTests",
      ["LabelStore", "Labeling", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Fixtures"]),
    tests("NeuralNetworksTests", ["NeuralNetworks", "CKernels"], exclude: ["Figures"]),
    tests("NetworkExchangeTests", ["NetworkExchange", "NeuralNetworks"]),
    tests(
      "RecognitionTests",
      ["Recognition", "NeuralNetworks", "Acoustics", "Labeling", "Workers"],
      exclude: ["Reference"]),
    tests("PictureFilesTests", ["Acoustics", "CellCanvas", "PictureFiles"]),
    tests("FeatureFilesTests", ["Acoustics", "Labeling", "FeatureFiles"]),
    tests("CursesTerminalTests", ["CellCanvas", "CursesTerminal", "EarmarkTestSupport"]),
    tests(
      "ExplorerTests", ["Acoustics", "Labeling", "CellCanvas", "Explorer"],
      exclude: ["Goldens"]),
    tests(
      "RuntimeTests",
      [
        "Acoustics", "Labeling", "CellCanvas", "Explorer", "ExplorerRuntime", "SoundFiles",
        "SoundDevices", "LabelStore", "Workers", "Recognition", "EarmarkTestSupport",
      ]),
    tests("EndToEndTests", ["CellCanvas", "EarmarkTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
