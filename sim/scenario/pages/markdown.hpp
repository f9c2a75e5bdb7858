// Text of a scenario in a Markdown document.
#pragma once

#include <string>
#include <string_view>

namespace backchannel {

/// Markdown that shows the text as it is, on one line.
[[nodiscard]] std::string markdown(std::string_view text);

}  // namespace backchannel
