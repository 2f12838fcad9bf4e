/// Measures one thing a given number of times and prints what it found on standard output.
///
///     benchmarks csv FILE THREADS REPEATS
///     benchmarks kmeans ROWS COLUMNS K groups|uniform ITERATIONS THREADS REPEATS [FOLDER]
///     benchmarks choice ROWS COLUMNS THREADS REPEATS
///     benchmarks calibration DRAWS THREADS [free|groups]
///     benchmarks silhouette X.f64 COLUMNS THREADS REPEATS LABELS.i64…
///     benchmarks mixture X.f64 COLUMNS THREADS REPEATS MEANS.f64 SHAPE
///     benchmarks medoids X.f64 COLUMNS THREADS REPEATS MEDOIDS.i64
///     benchmarks hierarchical LINKAGE|micro ROWS COLUMNS CENTRES THREADS REPEATS [FOLDER]
///     benchmarks selective REPLICATES THREADS SEED [PROCEDURE]
///     benchmarks selective-speed ROWS COLUMNS THREADS

let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
switch arguments.first {
case "csv": try CSVBenchmark.run(rest)
case "kmeans": try KMeansBenchmark.run(rest)
case "choice": try ChoiceBenchmark.run(rest)
case "calibration": try CalibrationBenchmark.run(rest)
case "silhouette": try SilhouetteBenchmark.run(rest)
case "mixture": try MixtureBenchmark.run(rest)
case "medoids": try MedoidsBenchmark.run(rest)
case "hierarchical": try HierarchicalBenchmark.run(rest)
case "selective": try SelectiveBenchmark.run(rest)
case "selective-speed": try SelectiveBenchmark.speed(rest)
default:
  print(
    """
    usage: benchmarks csv | kmeans | choice | calibration | silhouette | medoids | mixture | hierarchical | selective | \
    selective-speed …
    """)
}
