#include "cli/output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace backchannel {

void hold_standard_streams() {
  // The lowest free number is taken: 0, 1, 2 in turn. A stdout that can only be read refuses what is written to it.
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) < 0) (void)open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

bool output_arrived() {
  std::cout.flush();
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
}

}  // namespace backchannel
