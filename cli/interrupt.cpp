#include "cli/interrupt.hpp"

#include <csignal>

namespace backchannel {

namespace {

volatile std::sig_atomic_t was_interrupted = 0;  // a signal handler can reach nothing else
void remember(int) { was_interrupted = 1; }

}  // namespace

void notice_interrupts() {
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return was_interrupted != 0; }

}  // namespace backchannel
