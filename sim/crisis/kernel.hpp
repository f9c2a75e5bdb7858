// The crisis as a kernel of the engine: a block of runs of one compiled scenario. The same kernel runs batches, replays
// one run as a story, and feeds observers of daily series.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/crisis/day.hpp"
#include "sim/crisis/faults.hpp"

namespace backchannel {

class CrisisKernel {
 public:
  using Row = backchannel::Row;

  /// `plays`: how often each draw of the priors is played (2: luck and judgement can be told apart).
  CrisisKernel(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t plays = 2, const Pins& pins = {});

  void start(int lane, std::uint64_t run);
  Mask day(const Draws& draws, const Mask& running);
  [[nodiscard]] Row row(int lane) const;
  /// Why a run cannot be trusted: a state that is not finite or a broken invariant.
  [[nodiscard]] std::optional<std::string> failure(int lane) const;

  /// Tells the run in a lane from its start on; nullptr stops.
  void follow(Story* story) { story_ = story; }
  [[nodiscard]] const Model& model() const { return *model_; }
  [[nodiscard]] const State& state() const { return block_->state; }
  [[nodiscard]] const Values& values() const { return values_; }
  /// The mechanisms, for whoever asks what they remember or how full their packs were.
  [[nodiscard]] const Day& mechanisms() const { return block_->day; }

 private:
  /// State and mechanisms refer to one another, so they stay where they are.
  struct Block {
    explicit Block(const Model& model) : state(model), day(state), faults(state.memory) {}
    State state;
    Day day;
    Faults faults;
  };

  std::shared_ptr<const Model> model_;
  std::uint64_t seed_;
  Values values_;
  std::unique_ptr<Block> block_;
  Story* story_ = nullptr;
  Mask fresh_ = Mask::none();
  std::array<std::uint64_t, lane_count> run_{};
};

}  // namespace backchannel
