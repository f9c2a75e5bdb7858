// A file that is there whole or not at all: written under a temporary name beside its place, brought to the disk, then
// renamed. Without commit() nothing is left. A link is followed to its file; what is there and is no file (a pipe, a
// device) is written as it is. Signals that end the program wait until the file is there or gone. Throws
// std::runtime_error that names the file and what the system said.
#pragma once

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace backchannel {

/// The signals that end a program (SIGINT, SIGTERM, SIGHUP), held back on this thread while something is in hand that
/// must not be left half done. One that comes meanwhile takes effect when the last hold ends. Those that are ignored
/// stay so.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  /// Waits for one of them or the end of a child, at most so long. True if one of them has come; it is still held.
  [[nodiscard]] bool wait(std::chrono::milliseconds most) const;

  /// For a program that is started meanwhile: what was held before.
  [[nodiscard]] const sigset_t& before() const { return before_; }

 private:
  sigset_t held_{}, before_{};
};

class AtomicFile {
 public:
  explicit AtomicFile(const std::filesystem::path& place);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view text);
  void commit();

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path place_, temporary_;
  bool whole_;  // or not at all
  std::optional<HeldSignals> held_;
  std::FILE* file_;
};

void write_atomically(const std::filesystem::path& place, std::string_view text);

/// Where files stand that are soon gone: the folder that TMPDIR, TMP, TEMP or TEMPDIR names, else /tmp. Throws BadInput
/// if it cannot be written to.
[[nodiscard]] std::filesystem::path temporary_folder();

}  // namespace backchannel
