// swift-tools-version: 6.1
import PackageDescription

// The manifest is the table of contents: targets stand in the order of the pipeline, and a target
// depends only on targets above it.

let package = Package(
  name: "clientele",
  products: [
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "Clustering", targets: ["Clustering"]),
    .library(name: "Validation", targets: ["Validation"]),
    .library(name: "Tables", targets: ["Tables"]),
    .library(name: "Preparation", targets: ["Preparation"]),
    .library(name: "Interpretation", targets: ["Interpretation"]),
    .library(name: "Segmentation", targets: ["Segmentation"]),
    .library(name: "Tracking", targets: ["Tracking"]),
    .library(name: "RunStore", targets: ["RunStore"]),
    .library(name: "Reports", targets: ["Reports"]),
    .executable(name: "clientele", targets: ["clientele"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Doors to C and C++
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .target(name: "CDistributions"),
    .target(name: "CKernels"),

    // Numbers
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS"]),
    .target(name: "Statistics", dependencies: ["CDistributions", "LinearAlgebra"]),
    .target(
      name: "Clustering",
      dependencies: [
        "CKernels", "LinearAlgebra", "Statistics",
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .target(
      name: "Validation",
      dependencies: ["CKernels", "LinearAlgebra", "Statistics", "Clustering"]),

    // From a file to a matrix
    .target(name: "Tables", dependencies: ["LinearAlgebra"]),
    .target(name: "Preparation", dependencies: ["LinearAlgebra", "Statistics", "Tables"]),

    // From a partition to its meaning
    .target(
      name: "Interpretation",
      dependencies: ["LinearAlgebra", "Statistics", "Tables", "Clustering"]),
    .target(
      name: "Segmentation",
      dependencies: [
        "LinearAlgebra", "Statistics", "Clustering", "Validation", "Tables", "Preparation",
        "Interpretation", "COpenSSL", "CSQLite", "Yams",
      ],
      resources: [.embedInCode("Defaults")]),

    // From quarter to quarter
    .target(
      name: "Tracking",
      dependencies: [
        "LinearAlgebra", "Statistics", "Clustering", "Validation", "Tables", "Preparation",
        "Interpretation", "Segmentation",
      ]),
    .target(
      name: "RunStore",
      dependencies: [
        "Tables", "Interpretation", "Segmentation", "Tracking",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),

    // What people read
    .target(
      name: "Reports",
      dependencies: [
        "LinearAlgebra", "Clustering", "Validation", "Tables", "Preparation", "Interpretation",
        "Segmentation", "Tracking", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")]),
    .executableTarget(
      name: "clientele",
      dependencies: [
        "LinearAlgebra", "Clustering", "Validation", "Tables", "Preparation", "Interpretation",
        "Segmentation", "Tracking", "RunStore", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests mirror the sources
    .target(
      name: "TestSupport", dependencies: ["LinearAlgebra", "Clustering"], path: "Tests/TestSupport"),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "TestSupport"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"]),
    .testTarget(name: "ClusteringTests", dependencies: ["CKernels", "Clustering", "TestSupport"]),
    .testTarget(name: "ValidationTests", dependencies: ["CKernels", "Validation", "TestSupport"]),
    .testTarget(name: "TablesTests", dependencies: ["LinearAlgebra", "Tables", "TestSupport"]),
    .testTarget(name: "PreparationTests", dependencies: ["Preparation", "TestSupport"]),
    .testTarget(name: "InterpretationTests", dependencies: ["Interpretation", "TestSupport"]),
    .testTarget(
      name: "SegmentationTests",
      dependencies: [
        "LinearAlgebra", "Statistics", "Clustering", "Validation", "Tables", "Preparation",
        "Interpretation", "Segmentation", "TestSupport", "Yams",
      ]),
    .testTarget(
      name: "TrackingTests",
      dependencies: [
        "LinearAlgebra", "Statistics", "Clustering", "Validation", "Tables", "Preparation",
        "Interpretation", "Segmentation", "Tracking", "TestSupport",
      ]),
    .testTarget(
      name: "RunStoreTests",
      dependencies: [
        "Tables", "Interpretation", "Segmentation", "Tracking", "RunStore", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "LinearAlgebra", "Clustering", "Validation", "Tables", "Preparation", "Interpretation",
        "Segmentation", "Tracking", "Reports", "TestSupport",
      ]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["clientele", "Clustering", "TestSupport"]),
    .target(name: "CRoofline", path: "Tests/Benchmarks/CRoofline"),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "COpenBLAS", "CRoofline", "LinearAlgebra", "Statistics", "Clustering", "Validation",
        "Tables", "Preparation", "Interpretation", "Segmentation", "Tracking", "RunStore",
        "TestSupport",
      ], path: "Tests/Benchmarks",
      exclude: ["compare", "coverage", "CRoofline", "peers", "Recovery"]),
  ],
  cxxLanguageStandard: .cxx17
)
