/// Measures one thing a given number of times and prints JSON on standard output.
///
///     benchmarks csv FILE THREADS REPEATS
///     benchmarks choice ROWS COLUMNS THREADS REPEATS
///     benchmarks calibration DRAWS THREADS [free|groups]

let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
switch arguments.first {
case "csv": try CSVBenchmark.run(rest)
case "choice": try ChoiceBenchmark.run(rest)
case "calibration": try CalibrationBenchmark.run(rest)
default:
  print(
    """
    usage: benchmarks csv FILE THREADS REPEATS
           benchmarks choice ROWS COLUMNS THREADS REPEATS
           benchmarks calibration DRAWS THREADS [free|groups]
    """)
}
