#include "sim/crisis/world/posture.hpp"

#include "sim/scenario/scenario.hpp"

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

Posture::Posture(State& state)
    : model_(state.model),
      state_(state),
      transition_(model_.actors.size(), Table<ActorId, KeptLanes<lane_count>>(model_.actors.size(), lanes(0))),
      drift_(model_.actors.size(), lanes(0)) {}

void Posture::begin(const Few& few) {
  for (const ActorId a : model_.actors.ids()) {
    const Slice start = few[model_.actors[a].spec->posture.start];
    few.put(state_.posture[a], start);
    few.put(state_.top_rung[a], start);
  }
  find_transition(few);
}

void Posture::find_transition(const Few& few) {
  if (!model_.scenario.mechanisms.posture) return;
  const std::size_t n = model_.actors.size();
  Matrix generator;
  for (std::size_t i = 0; i <= n; ++i)
    for (std::size_t j = 0; j <= n; ++j) generator[i][j] = filled<slice_width>(0);
  for (const ActorId a : model_.actors.ids()) {
    const std::size_t i = a.index();
    const PostureSpec& spec = model_.actors[a].spec->posture;
    generator[i][i] -= few[spec.fatigue];
    for (const auto& [j, reaction] : model_.actors[a].reaction) generator[i][j.index()] += few[reaction];
    generator[i][n] = few[spec.grievance];
  }
  const Matrix day = matrix_exponential(generator, n + 1);
  for (const ActorId i : model_.actors.ids()) {
    for (const ActorId j : model_.actors.ids()) few.put(transition_[i][j], day[i.index()][j.index()]);
    few.put(drift_[i], day[i.index()][n]);
  }
}

void Posture::operator()(const Abreast& runs) {
  if (!model_.scenario.mechanisms.posture) return;
  Places<ActorId, Slice, max_actors> now;
  for (const ActorId i : model_.actors.ids()) now[i] = runs(state_.posture[i]);
  for (const ActorId i : model_.actors.ids()) {
    Slice next = runs(drift_[i]);
    for (const ActorId j : model_.actors.ids()) next += runs(transition_[i][j]) * now[j];
    runs.add(state_.today.posture[i], next - now[i]);
  }
}

Slice saturation(const Slice& total, const Slice& scale) { return 1.0 - exponential(-total / scale); }

}  // namespace backchannel
