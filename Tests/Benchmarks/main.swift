/// Measures one thing and prints what it found on standard output. `compare`, beside this file, is
/// the command that runs those that are compared with the peers.
///
///     benchmarks make ROWS COLUMNS GROUPS FOLDER
///     benchmarks serve WORK
///     benchmarks inertia FOLDER COLUMNS K CENTROIDS.f64 LABELS.i64
///     benchmarks roofline REPEATS [DIVISOR]
///     benchmarks micro ROWS COLUMNS GROUPS THREADS REPEATS
///     benchmarks choice ROWS COLUMNS THREADS REPEATS
///     benchmarks study FILE AXES SEGMENTS THREADS REPEATS
///     benchmarks calibration DRAWS THREADS [free|curved|groups|beside|planted|halves] [FAMILY]
///     benchmarks selective REPLICATES THREADS SEED [PROCEDURE]
///     benchmarks selective-speed ROWS COLUMNS THREADS
///     benchmarks neighbours REPLICATES THREADS SEED [FAMILY]
///     benchmarks cancellation [MOMENTS [NAME]]
///     benchmarks start REPLICATES ROWS COLUMNS GROUPS K
///     benchmarks crossover REPEATS [DIVISOR]
///     benchmarks rules PORTFOLIO RULES REPEATS
///     benchmarks obligations FILE REPEATS
///     benchmarks pilots DRAWS THREADS [SEED]
///     benchmarks distil FILE COLUMN SEEDS RULES…
///     benchmarks quarters CLIENTS FIRST-SEED SEEDS [THREADS]

let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
switch arguments.first {
case "make": try MadeData.run(rest)
case "serve": try WorkServer.run(rest)
case "inertia": try Inertia.run(rest)
case "roofline": try RooflineBenchmark.run(rest)
case "micro": try MicroClustersBenchmark.run(rest)
case "choice": try ChoiceBenchmark.run(rest)
case "study": try StudyBenchmark.run(rest)
case "calibration": try CalibrationBenchmark.run(rest)
case "selective": try SelectiveBenchmark.run(rest)
case "selective-speed": try SelectiveBenchmark.speed(rest)
case "neighbours": try NeighbourBenchmark.run(rest)
case "cancellation": try CancellationBenchmark.run(rest)
case "start": try StartBenchmark.run(rest)
case "crossover": try CrossoverBenchmark.run(rest)
case "rules": try RuleBenchmark.run(rest)
case "obligations": try ObligationsBenchmark.run(rest)
case "pilots": try PilotBenchmark.run(rest)
case "distil": try DistilBenchmark.run(rest)
case "quarters": try QuartersBenchmark.run(rest)
default:
  print(
    """
    usage: benchmarks make | serve | inertia | roofline | micro | choice | study | calibration | \
    selective | selective-speed | neighbours | cancellation | start | crossover | rules | \
    obligations | pilots | distil | quarters …
    """)
}
