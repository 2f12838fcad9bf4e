/// Measures one thing a given number of times and prints one JSON object on standard output.
///
///     benchmarks csv FILE THREADS REPEATS

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "csv": try CSVBenchmark.run(Array(arguments.dropFirst()))
default:
  print("usage: benchmarks csv FILE THREADS REPEATS")
}
