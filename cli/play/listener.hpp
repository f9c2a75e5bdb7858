// Who listens while runs are played: a terminal, a test, another program. What plays prints nothing itself. Everything
// is called on the thread that called the function that plays.
#pragma once

#include <cstdint>
#include <string>

namespace backchannel {

/// In runs.
struct Progress {
  std::uint64_t played = 0;  // since this call
  std::uint64_t done = 0;    // with those played before
  std::uint64_t wanted = 0;  // in all, at most
};

class Listener {
 public:
  Listener() = default;
  virtual ~Listener() = default;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Something that a reader of the results should know, as a line of text.
  virtual void note(const std::string& /*text*/) {}
  /// After every batch or design point. `done` never falls within a part (the runs, a nested design, a scenario);
  /// another part has another `wanted` or begins with fewer `played`.
  virtual void progress(const Progress& /*now*/) {}
  /// Asked twenty times a second and more. Once it says yes, runs in hand are given up within a day of their lives, and
  /// what is finished is kept.
  [[nodiscard]] virtual bool stop() { return false; }
};

}  // namespace backchannel
