# Writes Tests/Oracles/distributions.json: distribution functions of R over wide grids, tails
# included. Run from the top of the repository: Rscript Tests/Oracles/generate/distributions.R

seventeen <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
groups <- character(0)

# One group: values of one function of one distribution at the points x. Points where R answers 0,
# a number below 1e-290 or an infinity say nothing about digits and are left out.
add <- function(distribution, parameters, f, call, x, value) {
  keep <- is.finite(value) & abs(value) >= 1e-290
  if (!any(keep)) return(invisible())
  groups <<- c(groups, sprintf(
    '    {"distribution": "%s", "parameters": %s, "function": "%s", "call": "%s",\n      "x": %s,\n      "values": %s}',
    distribution, seventeen(parameters), f, call, seventeen(x[keep]), seventeen(value[keep])))
}

low <- c(1e-200, 1e-100, 1e-40, 1e-15, 1e-8, 1e-4, 0.01, 0.05, 0.2, 0.4)
probabilities <- c(low, 0.5, 0.6, 0.8, 0.95, 0.975, 0.99, 0.9999, 1 - 2^-30)

# R's quantiles of positive variables and of Student's tails are good to its search's tolerance only
# (qf goes through 1/qbeta - 1 and, from 4e5 degrees of freedom on, through qchisq): Newton's method
# in log x against R's own tails takes them to full digits. `tail` is the smaller one.
polished <- function(x, log_tail, tail, density, sign) {
  for (i in 1:8) x <- x * exp(sign * (log_tail - tail(x, log.p = TRUE)) *
                              exp(tail(x, log.p = TRUE)) / (density(x) * x))
  x
}

continuous <- function(name, r, parameters) {
  arguments <- paste(format(parameters, digits = 15, trim = TRUE), collapse = ", ")
  apply_r <- function(prefix, x, ...) do.call(paste0(prefix, r), c(list(x), as.list(parameters), list(...)))
  x <- unique(signif(c(
    apply_r("q", probabilities), apply_r("q", low, lower.tail = FALSE)), 7))
  x <- x[is.finite(x) & (name == "normal" | name == "student" | x > 0)]
  if (name == "beta") x <- x[x < 1]
  # dchisq is off by 3e-12 at 1e5 degrees of freedom; distributions-exact.json has that density.
  if (!(name == "chiSquared" && parameters > 1e4))
    add(name, parameters, "density", sprintf("d%s(x, %s)", r, arguments), x, apply_r("d", x))
  add(name, parameters, "cdf", sprintf("p%s(x, %s)", r, arguments), x, apply_r("p", x))
  add(name, parameters, "survival", sprintf("p%s(x, %s, lower.tail = FALSE)", r, arguments), x,
      apply_r("p", x, lower.tail = FALSE))
  q <- apply_r("q", probabilities)
  note <- sprintf("q%s(x, %s)", r, arguments)
  if (name != "normal") {
    note <- paste0(note, ", polished")
    for (i in seq_along(probabilities)) {
      p <- probabilities[i]
      sign <- if (p < 0.5) 1 else -1
      if (name == "student" && abs(p - 0.5) < 0.3 || !is.finite(q[i]) || abs(q[i]) < 1e-290) next
      tail <- function(x, log.p) apply_r("p", if (name == "student") -abs(x) else x,
                                         lower.tail = p < 0.5 || name == "student", log.p = log.p)
      density <- function(x) apply_r("d", x)
      q[i] <- if (name == "student")
        -sign * polished(abs(q[i]), log(if (p < 0.5) p else 1 - p), tail, density, -1)
      else polished(q[i], log(if (p < 0.5) p else 1 - p), tail, density, sign)
    }
    if (name == "student") q[probabilities == 0.5] <- NaN
  }
  add(name, parameters, "quantile", note, probabilities, q)
}

discrete <- function(name, r, parameters, r_parameters, centre, sd, support) {
  arguments <- paste(format(r_parameters, digits = 15, trim = TRUE), collapse = ", ")
  apply_r <- function(prefix, x, ...) do.call(paste0(prefix, r), c(list(x), as.list(r_parameters), list(...)))
  steps <- c(-30, -15, -8, -4, -2, -1, -0.3, 0, 0.3, 1, 2, 4, 8, 15, 30)
  x <- sort(unique(c(support, round(centre + steps * sd))))
  x <- x[x >= support[1] & x <= support[2]]
  add(name, parameters, "mass", sprintf("d%s(x, %s)", r, arguments), x, apply_r("d", x))
  add(name, parameters, "cdf", sprintf("p%s(x, %s)", r, arguments), x, apply_r("p", x))
  add(name, parameters, "survival", sprintf("p%s(x, %s, lower.tail = FALSE)", r, arguments), x,
      apply_r("p", x, lower.tail = FALSE))
  p <- probabilities[probabilities >= 1e-100]
  # The definition again, on R's own cdf: qhyper of a large population stops too early.
  q <- apply_r("q", p)
  for (i in seq_along(p)) {
    while (q[i] > support[1] && apply_r("p", q[i] - 1) >= p[i]) q[i] <- q[i] - 1
    while (apply_r("p", q[i]) < p[i] * (1 - 1e-14)) q[i] <- q[i] + 1
  }
  add(name, parameters, "quantile", sprintf("smallest k with p%s(k, %s) >= x", r, arguments), p, q)
}

for (p in list(c(0, 1), c(-3.5, 0.25), c(1000, 20))) continuous("normal", "norm", p)
for (p in c(0.5, 1, 2, 3, 5.5, 10, 30, 100, 1000, 1e6)) continuous("student", "t", p)
for (p in c(0.3, 1, 2, 3, 7, 20, 100, 1000, 1e5)) continuous("chiSquared", "chisq", p)
for (p in list(c(1, 1), c(1, 10), c(2, 5), c(5, 2), c(3, 120), c(10, 1e4), c(0.7, 3.3),
               c(100, 100), c(9, 1e6))) continuous("f", "f", p)
for (p in list(c(0.1, 0.1), c(0.5, 0.5), c(1, 1), c(1, 3), c(2, 5), c(10, 1), c(50, 70),
               c(1000, 2), c(1e4, 1e5))) continuous("beta", "beta", p)

for (p in list(c(10, 4, 3), c(50, 20, 17), c(500, 60, 40), c(2000, 1000, 1000),
               c(20000, 3000, 500), c(1e5, 50, 1000), c(1e6, 5e5, 5e5), c(1e6, 1000, 20000),
               c(1e6, 3e5, 10), c(1e6, 999990, 5e5), c(123457, 40000, 9999), c(7, 7, 3))) {
  N <- p[1]; K <- p[2]; n <- p[3]
  sd <- sqrt(n * K / N * (N - K) / N * (N - n) / (N - 1))
  discrete("hypergeometric", "hyper", p, c(K, N - K, n), n * K / N, sd,
           c(max(0, n + K - N), min(n, K)))
}
for (p in list(c(1, 0.3), c(10, 0.5), c(40, 0.02), c(1000, 0.3), c(1e5, 1e-4), c(1e6, 0.5),
               c(1e6, 0.123), c(500, 0.999))) {
  discrete("binomial", "binom", p, p, p[1] * p[2], sqrt(p[1] * p[2] * (1 - p[2])), c(0, p[1]))
}

writeLines(c(
  "{", sprintf('  "producer": "%s",', R.version.string),
  '  "script": "Tests/Oracles/generate/distributions.R",',
  '  "groups": [', paste(groups, collapse = ",\n"), "  ]", "}"),
  "Tests/Oracles/distributions.json")
