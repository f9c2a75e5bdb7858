// A small scenario, a listener that writes down what it hears, and a folder of its own.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/play/listener.hpp"
#include "sim/core/errors.hpp"
#include "sim/crisis/model/model.hpp"

namespace backchannel::testing {

class Recorder : public Listener {
 public:
  /// `most`: it says stop once so many runs were played in a call; 0: never.
  explicit Recorder(std::uint64_t most = 0) : most_(most) {}

  void note(const std::string& text) override { notes.push_back(text); }
  void progress(const Progress& now) override { heard.push_back(now); }
  [[nodiscard]] bool stop() override { return most_ > 0 && !heard.empty() && heard.back().played >= most_; }

  std::vector<std::string> notes;
  std::vector<Progress> heard;

 private:
  std::uint64_t most_;
};

/// Whether progress never falls, stays below what is wanted and ends at `done`.
inline bool rises_to(const std::vector<Progress>& heard, std::uint64_t done) {
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (heard[i].done > heard[i].wanted || heard[i].played > heard[i].done) return false;
    if (i > 0 && (heard[i].done < heard[i - 1].done || heard[i].wanted != heard[i - 1].wanted)) return false;
  }
  return !heard.empty() && heard.back().done == done;
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "backchannel-play-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline const std::string minimal = std::string(PROJECT_ROOT) + "/scenarios/minimal.yaml";

inline std::shared_ptr<const Model> model(std::vector<Override> changes = {}) {
  changes.insert(changes.begin(), {{"horizon", "40"}, {"north.capability", "{uniform: [0.5, 2]}"}});
  return std::make_shared<const Model>(read_scenario(minimal, changes));
}

inline std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

}  // namespace backchannel::testing
