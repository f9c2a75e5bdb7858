// What the requests of all that plays have in common.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>

namespace backchannel {

/// Where what was played is kept.
struct Keep {
  std::filesystem::path place;  // empty: nothing is kept
  bool overwrite = false;       // a study that is there is replaced, not gone on with
  std::string command;          // that gives the same results: a record for people
};

/// Of a request: 0 means one a processor.
[[nodiscard]] inline int threads_or_all(int threads) {
  return threads > 0 ? threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace backchannel
