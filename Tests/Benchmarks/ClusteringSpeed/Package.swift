// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "clustering-benchmark",
  dependencies: [.package(name: "clientele", path: "../../..")],
  targets: [
    .executableTarget(
      name: "ClusteringBenchmark",
      dependencies: [
        .product(name: "Clustering", package: "clientele"),
        .product(name: "LinearAlgebra", package: "clientele"),
        .product(name: "Statistics", package: "clientele"),
      ])
  ]
)
