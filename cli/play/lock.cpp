#include "cli/play/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace backchannel {

Lock::Lock(const std::filesystem::path& place)
    : descriptor_(std::filesystem::is_directory(place) ? open(place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                                                       : open(place.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)),
      fault_(descriptor_ < 0 ? std::strerror(errno) : ""),
      held_(descriptor_ >= 0 && flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {}

Lock::~Lock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace backchannel
