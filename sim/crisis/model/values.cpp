#include "sim/crisis/model/values.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <stdexcept>

#include "sim/core/draws.hpp"

namespace backchannel {

Values::Values(const ParameterTable& table, std::uint64_t seed, std::uint64_t plays, const Pins& pins)
    : table_(table), seed_(seed), plays_(plays) {
  std::map<std::uint64_t, std::uint32_t> row_of_constant;
  std::vector<std::uint32_t> row_of(table.size());
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const Parameter& parameter = table[Param{i}];
    if (parameter.prior.kind != Prior::Kind::constant) {
      uncertain_.push_back(Param{i});
      streams_.push_back(stream(parameter.path, "prior"));
      continue;
    }
    const double value = parameter.prior.mean();
    const auto [place, fresh] =
        row_of_constant.try_emplace(std::bit_cast<std::uint64_t>(value), static_cast<std::uint32_t>(rows_.size()));
    if (fresh) rows_.emplace_back(filled<lane_count>(value));
    row_of[i] = place->second;
  }
  first_prior_ = static_cast<std::uint32_t>(rows_.size());
  for (const Param p : uncertain_) {
    row_of[p.index] = static_cast<std::uint32_t>(rows_.size());
    rows_.emplace_back(filled<lane_count>(table[p].prior.mean()));
  }
  for (const std::uint32_t row : row_of) place_.push_back({&rows_[row], row < first_prior_ ? 0 : -1});
  drawn_.resize(uncertain_.size());
  for (const auto& [path, value] : pins) {
    const auto place =
        std::ranges::find_if(uncertain_, [&path = path, &table](Param p) { return table[p].path == path; });
    if (place == uncertain_.end()) throw std::invalid_argument(path + " is not an uncertain parameter");
    pinned_.emplace_back(place - uncertain_.begin(), value);
  }
}

void Values::start(int lane, std::uint64_t run) {
  const std::uint64_t draw = run / plays_;
  if (draw != drawn_for_) {
    for (std::size_t i = 0; i < uncertain_.size(); ++i) {
      PhiloxEngine engine(seed_, draw, streams_[i]);
      drawn_[i] = table_[uncertain_[i]].prior.draw(engine);
    }
    for (const auto& [place, value] : pinned_) drawn_[place] = value;
    drawn_for_ = draw;
  }
  for (std::size_t i = 0; i < uncertain_.size(); ++i) rows_[first_prior_ + i][lane] = drawn_[i];
}

}  // namespace backchannel
