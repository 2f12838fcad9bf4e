/// Measures one thing a given number of times and prints one JSON object on standard output.
///
///     benchmarks csv FILE THREADS REPEATS
///     benchmarks selective REPLICATES THREADS SEED [PROCEDURE]
///     benchmarks selective-speed ROWS COLUMNS THREADS

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "csv": try CSVBenchmark.run(Array(arguments.dropFirst()))
case "selective": try SelectiveBenchmark.run(Array(arguments.dropFirst()))
case "selective-speed": try SelectiveBenchmark.speed(Array(arguments.dropFirst()))
default:
  print("usage: benchmarks csv|selective|selective-speed …")
}
