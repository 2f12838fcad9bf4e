/* Distribution functions of Boost.Math behind C. Nothing throws: outside its domain a function
   returns NaN, and an infinite result is ±infinity. Probabilities are doubles in [0, 1]; "upper"
   means the complement, computed without subtracting from 1. */
#ifndef CDISTRIBUTIONS_H
#define CDISTRIBUTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

/* Standard normal. */
double cd_normal_cdf(double z);
double cd_normal_quantile(double p);

/* Student with `df` degrees of freedom. */
double cd_student_cdf(double t, double df);
double cd_student_density(double t, double df);
double cd_student_quantile(double p, double df);

/* Student with `df` degrees of freedom about a normal of mean `noncentrality` instead of 0. */
double cd_noncentral_student_cdf(double t, double df, double noncentrality);

/* Regularised incomplete gamma functions, lower and upper; the density of a gamma of unit scale;
   the inverse of the lower one. */
double cd_gamma_lower(double shape, double x);
double cd_gamma_upper(double shape, double x);
double cd_gamma_density(double shape, double x);
double cd_gamma_quantile(double shape, double p);

/* Regularised incomplete beta function, its complement, its derivative and its inverse. */
double cd_beta_lower(double a, double b, double x);
double cd_beta_upper(double a, double b, double x);
double cd_beta_density(double a, double b, double x);
double cd_beta_quantile(double a, double b, double p);

/* log Γ(x), x > 0. */
double cd_log_gamma(double x);

/* The C library's, for modules that import no platform library. */
double cd_log(double x);
double cd_log1p(double x);
double cd_exp(double x);
double cd_atan2(double y, double x);
double cd_pow(double x, double y);

#ifdef __cplusplus
}
#endif
#endif
