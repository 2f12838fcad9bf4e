// Long double buys nothing here and is absent or emulated on some platforms.
#define BOOST_MATH_NO_LONG_DOUBLE_MATH_FUNCTIONS
#include "CDistributions.h"

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace {

namespace bmp = boost::math::policies;

// An exception must not cross into C: every error becomes the value that errno-style code returns,
// NaN or infinity.
using Policy = bmp::policy<
    bmp::domain_error<bmp::ignore_error>, bmp::pole_error<bmp::ignore_error>,
    bmp::overflow_error<bmp::ignore_error>, bmp::underflow_error<bmp::ignore_error>,
    bmp::denorm_error<bmp::ignore_error>, bmp::evaluation_error<bmp::ignore_error>,
    bmp::indeterminate_result_error<bmp::ignore_error>,
    bmp::rounding_error<bmp::ignore_error>, bmp::promote_double<false>>;

using Normal = boost::math::normal_distribution<double, Policy>;
using Student = boost::math::students_t_distribution<double, Policy>;
using NoncentralStudent = boost::math::non_central_t_distribution<double, Policy>;

// Boost may still throw from a place no policy reaches (a root finder, an allocation).
template <class Body>
double guarded(Body body) {
  try {
    return body();
  } catch (...) {
    return std::nan("");
  }
}

}  // namespace

extern "C" {

double cd_normal_cdf(double z) {
  return guarded([=] { return boost::math::cdf(Normal(), z); });
}
double cd_normal_quantile(double p) {
  return guarded([=] { return boost::math::quantile(Normal(), p); });
}

double cd_student_cdf(double t, double df) {
  return guarded([=] { return boost::math::cdf(Student(df), t); });
}
double cd_student_density(double t, double df) {
  return guarded([=] { return boost::math::pdf(Student(df), t); });
}
double cd_student_quantile(double p, double df) {
  return guarded([=] { return boost::math::quantile(Student(df), p); });
}

double cd_noncentral_student_cdf(double t, double df, double noncentrality) {
  return guarded([=] { return boost::math::cdf(NoncentralStudent(df, noncentrality), t); });
}

double cd_gamma_lower(double shape, double x) {
  return guarded([=] { return boost::math::gamma_p(shape, x, Policy()); });
}
double cd_gamma_upper(double shape, double x) {
  return guarded([=] { return boost::math::gamma_q(shape, x, Policy()); });
}
double cd_gamma_density(double shape, double x) {
  return guarded([=] { return boost::math::gamma_p_derivative(shape, x, Policy()); });
}
double cd_gamma_quantile(double shape, double p) {
  return guarded([=] { return boost::math::gamma_p_inv(shape, p, Policy()); });
}

double cd_beta_lower(double a, double b, double x) {
  return guarded([=] { return boost::math::ibeta(a, b, x, Policy()); });
}
double cd_beta_upper(double a, double b, double x) {
  return guarded([=] { return boost::math::ibetac(a, b, x, Policy()); });
}
double cd_beta_density(double a, double b, double x) {
  return guarded([=] { return boost::math::ibeta_derivative(a, b, x, Policy()); });
}
double cd_beta_quantile(double a, double b, double p) {
  return guarded([=] { return boost::math::ibeta_inv(a, b, p, Policy()); });
}

double cd_log_gamma(double x) {
  return guarded([=] { return boost::math::lgamma(x, Policy()); });
}

double cd_log(double x) { return std::log(x); }
double cd_log1p(double x) { return std::log1p(x); }
double cd_exp(double x) { return std::exp(x); }
double cd_atan2(double y, double x) { return std::atan2(y, x); }
double cd_pow(double x, double y) { return std::pow(x, y); }
}
