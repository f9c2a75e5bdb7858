// A file that is there whole or not at all: written under a temporary name beside its place, brought to the disk, then
// renamed. Without commit() nothing is left. A link is followed to its file; what is there and is no file (a pipe, a
// device) is written as it is. Throws std::runtime_error that names the file and what the system said.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace backchannel {

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
  std::FILE* file_;
};

void write_atomically(const std::filesystem::path& place, std::string_view text);

/// Where files stand that are soon gone: the folder that TMPDIR, TMP, TEMP or TEMPDIR names, else /tmp. Throws BadInput
/// if it cannot be written to.
[[nodiscard]] std::filesystem::path temporary_folder();

}  // namespace backchannel
