// A small study in a folder of its own.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "sim/montecarlo/runs.hpp"
#include "sim/results/counts/recorded_crisis.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel::testing {

/// A folder that is removed at the end of a test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "backchannel-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline std::shared_ptr<const Model> model(const std::string& file = "scenarios/minimal.yaml",
                                          const std::vector<Override>& more = {}) {
  std::vector<Override> quick{{"horizon", "40"}, {"actors.north.capability", "{uniform: [0.5, 2]}"}};
  quick.insert(quick.end(), more.begin(), more.end());
  return std::make_shared<const Model>(read_scenario(std::string(PROJECT_ROOT) + "/" + file, quick));
}

/// Plays the runs [first, end) and gives each batch with its daily series to `sink`.
template <class Sink>
void play(const std::shared_ptr<const Model>& model, std::uint64_t first, std::uint64_t end, int threads, Sink sink) {
  DailyDesk desk;
  play_runs(
      {7, first, end - first, threads}, [&] { return RecordedCrisis(model, 7, first, desk); },
      [&](RunBatch&& batch) {
        sink(batch, *desk.take(batch.first_run));
        return true;
      });
}

}  // namespace backchannel::testing
