#include "cli/play/interrupt.hpp"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>

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

InterruptWatch::InterruptWatch()
    : thread_([source = source_](const std::stop_token& over) mutable {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any nothing;
        while (!over.stop_requested() && !interrupted())
          nothing.wait_for(lock, over, std::chrono::milliseconds(50), [] { return false; });
        if (interrupted()) source.request_stop();
      }) {}

}  // namespace backchannel
