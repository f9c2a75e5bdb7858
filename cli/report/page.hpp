// The report page: one HTML file that holds everything it needs and opens without a network.
//
// Data stand in a script element that is not executed, with every `<` written as \u003c, so no text of a scenario can
// end it; the page's scripts put text into the document as text nodes only. Controls and noncharacters of Unicode are
// U+FFFD: a browser shows them, and a saved SVG is well-formed. A content security policy allows the
// page's own scripts, by a nonce made from the data (which they therefore cannot contain), and no request at all.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace backchannel {

/// Throws std::runtime_error that says what to do if the executable was built without the charts' libraries.
[[nodiscard]] std::string report_page(nlohmann::ordered_json data);

}  // namespace backchannel
