#include "sim/crisis/world/posture.hpp"

namespace backchannel {

namespace {

constexpr int squarings = 6, terms = 10;  // e^A = (Σ_{k≤10} (A/64)^k/k!)^64: to rounding for ‖A‖ up to about 5

using Matrix = std::array<std::array<Slice, max_actors + 1>, max_actors + 1>;

Matrix product(const Matrix& a, const Matrix& b, std::size_t n) {
  Matrix c;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      Slice sum = a[i][0] * b[0][j];
      for (std::size_t k = 1; k < n; ++k) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  return c;
}

Matrix matrix_exponential(Matrix a, std::size_t n) {
  const double scale = 1.0 / (1 << squarings);
  Matrix sum, power;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      a[i][j] *= scale;
      sum[i][j] = power[i][j] = filled<slice_width>(i == j ? 1.0 : 0.0);
    }
  for (int k = 1; k <= terms; ++k) {
    power = product(power, a, n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        power[i][j] /= static_cast<double>(k);
        sum[i][j] += power[i][j];
      }
  }
  for (int s = 0; s < squarings; ++s) sum = product(sum, sum, n);
  return sum;
}

}  // namespace

void find_transition(const Model& model, State& state, const Values& values, const Pack& pack) {
  const std::size_t n = model.actors.size();
  Matrix generator;
  for (std::size_t i = 0; i <= n; ++i)
    for (std::size_t j = 0; j <= n; ++j) generator[i][j] = filled<slice_width>(0);
  for (std::size_t i = 0; i < n; ++i) {
    const PostureSpec& spec = model.actors[i].spec->posture;
    generator[i][i] -= values.gathered(spec.fatigue, pack);
    for (const auto& [j, reaction] : model.actors[i].reaction)
      generator[i][static_cast<std::size_t>(j)] += values.gathered(reaction, pack);
    generator[i][n] = values.gathered(spec.grievance, pack);
  }
  const Matrix day = matrix_exponential(generator, n + 1);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= n; ++j) scatter(day[i][j], state.transition[i][j], pack);
}

void mobilise(const Model& model, State& state) {
  if (!model.scenario.mechanisms.posture) return;
  const std::size_t n = model.actors.size();
  std::array<Lanes, max_actors> next;
  for (std::size_t i = 0; i < n; ++i) {
    next[i] = state.transition[i][n];
    for (std::size_t j = 0; j < n; ++j) next[i] += state.transition[i][j] * state.posture[j];
  }
  for (std::size_t i = 0; i < n; ++i) state.today.posture[i] += next[i] - state.posture[i];
}

Lanes saturation(const Lanes& total, const Lanes& scale) { return 1.0 - exponential(Lanes(-total / scale)); }

}  // namespace backchannel
