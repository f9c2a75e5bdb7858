#include "sim/results/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace backchannel {

AtomicFile::AtomicFile(std::filesystem::path place)
    : place_(std::move(place)),
      temporary_(place_.string() + ".unfinished"),
      file_(std::fopen(temporary_.c_str(), "wb")) {
  if (file_ == nullptr) fail();
}

AtomicFile::~AtomicFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::remove(temporary_.c_str());
}

void AtomicFile::fail() const {
  throw std::runtime_error(place_.string() + ": cannot be written: " + std::strerror(errno));
}

void AtomicFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void AtomicFile::commit() {
  if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) fail();
  if (std::rename(temporary_.c_str(), place_.c_str()) != 0) fail();
  std::fclose(file_);
  file_ = nullptr;
  const auto folder = place_.has_parent_path() ? place_.parent_path() : std::filesystem::path(".");
  if (const int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY); directory >= 0) {
    fsync(directory);
    close(directory);
  }
}

void write_atomically(const std::filesystem::path& place, std::string_view text) {
  AtomicFile file(place);
  file.write(text);
  file.commit();
}

}  // namespace backchannel
