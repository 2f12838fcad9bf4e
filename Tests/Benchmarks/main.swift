/// Measures one thing a given number of times and prints one JSON object on standard output.
///
///     benchmarks csv FILE THREADS REPEATS
///     benchmarks kmeans ROWS COLUMNS K groups|uniform ITERATIONS THREADS REPEATS [FOLDER]

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "csv": try CSVBenchmark.run(Array(arguments.dropFirst()))
case "kmeans": try KMeansBenchmark.run(Array(arguments.dropFirst()))
default:
  print("usage: benchmarks csv | kmeans …")
}
