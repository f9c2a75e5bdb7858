// How the program ends.
#pragma once

namespace backchannel {

enum class ExitCode { ok = 0, failed = 1, bad_input = 2, interrupted = 130 };

}  // namespace backchannel
