#include "sim/core/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

/// The file at the end of a chain of links, whether it is there or not.
std::filesystem::path followed(std::filesystem::path place) {
  std::error_code none;
  for (int links = 0; links < 40 && std::filesystem::is_symlink(place, none); ++links)
    place = place.parent_path() / std::filesystem::read_symlink(place, none);
  return place;
}

bool can_be_replaced(const std::filesystem::path& place) {
  std::error_code none;
  const auto found = std::filesystem::status(place, none).type();
  return found == std::filesystem::file_type::not_found || found == std::filesystem::file_type::regular;
}

/// A file of ours, in place of what is there by the name: a link is not followed.
std::FILE* new_file(const std::filesystem::path& place) {
  unlink(place.c_str());
  const int descriptor = open(place.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor < 0) return nullptr;
  std::FILE* file = fdopen(descriptor, "wb");
  if (file == nullptr) close(descriptor);
  return file;
}

}  // namespace

HeldSignals::HeldSignals() {
  sigemptyset(&held_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) sigaddset(&held_, signal);
  }
  sigset_t blocked = held_;
  sigaddset(&blocked, SIGCHLD);
  pthread_sigmask(SIG_BLOCK, &blocked, &before_);
}

HeldSignals::~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool HeldSignals::wait(std::chrono::milliseconds most) const {
  sigset_t waited = held_;
  sigaddset(&waited, SIGCHLD);
  const timespec time{most.count() / 1000, most.count() % 1000 * 1'000'000};
  const int signal = sigtimedwait(&waited, nullptr, &time);
  if (signal < 0 || signal == SIGCHLD) return false;
  raise(signal);  // for whoever it is meant for
  return true;
}

AtomicFile::AtomicFile(const std::filesystem::path& place)
    : place_(followed(place)),
      temporary_(place_.string() + ".unfinished"),
      whole_(can_be_replaced(place_)),
      file_(nullptr) {
  if (whole_) held_.emplace();
  file_ = whole_ ? new_file(temporary_) : std::fopen(place_.c_str(), "wb");
  if (file_ == nullptr) fail();
}

AtomicFile::~AtomicFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  if (whole_) std::remove(temporary_.c_str());
}

void AtomicFile::fail() const {
  throw std::runtime_error(place_.string() + ": cannot be written: " + std::strerror(errno));
}

void AtomicFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void AtomicFile::commit() {
  if (std::fflush(file_) != 0 || (whole_ && fsync(fileno(file_)) != 0)) fail();
  if (whole_ && std::rename(temporary_.c_str(), place_.c_str()) != 0) fail();
  std::fclose(file_);
  file_ = nullptr;
  held_.reset();
  if (!whole_) return;
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

std::filesystem::path temporary_folder() {
  std::string said, folder = "/tmp";
  for (const char* name : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    folder = value;
    said = std::string(name) + "=" + value;
    break;
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored) && access(folder.c_str(), W_OK | X_OK) == 0) return folder;
  throw BadInput({Problem{Place{said.empty() ? folder : said}, "", "is no folder that can be written to",
                          "a folder for files that are soon gone; unset it for /tmp"}});
}

}  // namespace backchannel
