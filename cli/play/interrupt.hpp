// Ctrl-C as a question: the first one is remembered and asked for, the second ends the program at once.
#pragma once

#include <stop_token>
#include <thread>

namespace backchannel {

void notice_interrupts();
[[nodiscard]] bool interrupted();

/// Turns an interrupt into a request to stop, within 50 ms.
class InterruptWatch {
 public:
  InterruptWatch();
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread thread_;
};

}  // namespace backchannel
