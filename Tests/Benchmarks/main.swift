/// Measures one thing a given number of times and prints one JSON object on standard output.
///
///     benchmarks csv FILE THREADS REPEATS
///     benchmarks hierarchical LINKAGE|micro ROWS COLUMNS CENTRES THREADS REPEATS [FOLDER]

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "csv": try CSVBenchmark.run(Array(arguments.dropFirst()))
case "hierarchical": try HierarchicalBenchmark.run(Array(arguments.dropFirst()))
default:
  print("usage: benchmarks csv FILE THREADS REPEATS")
  print(HierarchicalBenchmark.usage)
}
