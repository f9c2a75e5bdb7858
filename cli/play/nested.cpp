#include "cli/play/nested.hpp"

#include <charconv>

#include "sim/core/errors.hpp"
#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/runs.hpp"
#include "sim/results/counts/record.hpp"

namespace backchannel {

namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

NestedDesign nested_design(const std::string& text) {
  for (const std::string_view sign : {"x", "×"}) {
    const std::size_t at = text.find(sign);
    if (at == std::string::npos) continue;
    const auto draws = whole_number(std::string_view(text).substr(0, at));
    const auto runs = whole_number(std::string_view(text).substr(at + sign.size()));
    if (draws && runs && *draws >= 20 && *draws <= 100'000 && *runs >= 2 && *runs <= 1'000) return {*draws, *runs};
  }
  throw BadInput({Problem{Place{}, "--nested", "cannot be read: " + text,
                          "DRAWSxRUNS, such as 200x50; 20 to 100000 draws of 2 to 1000 runs"}});
}

std::optional<NestedCounts> play_nested(const std::shared_ptr<const Model>& model, std::uint64_t seed,
                                        const NestedDesign& design, int threads, Listener& listener) {
  NestedCounts counts(design);
  const std::uint64_t first = first_nested_run(design);
  const auto draw_of = [&](std::uint64_t run) { return (run - first) / design.runs; };
  std::uint64_t done = 0;
  play_runs(
      {seed, first, design.total(), threads}, [&] { return CrisisKernel(model, seed, design.runs); },
      [&](RunBatch&& batch) {
        each_run(
            batch, [&](const Row& row) { ++counts.outcome[draw_of(row.run)][index_of(row.outcome)]; },
            [&](const Failure& failure) { ++counts.failed[draw_of(failure.run)]; });
        done += batch.rows.size();
        listener.progress({done, done, design.total()});
        return true;
      },
      [&] { return !listener.stop(); });
  if (done < design.total()) return std::nullopt;
  return counts;
}

}  // namespace backchannel
