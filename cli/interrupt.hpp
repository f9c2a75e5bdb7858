// Ctrl-C as a question: the first one is remembered and asked for, the second ends the program at once.
#pragma once

namespace backchannel {

void notice_interrupts();
[[nodiscard]] bool interrupted();

}  // namespace backchannel
