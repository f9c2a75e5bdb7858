// The files of the page inside the executable: our own always, those of the charts (Vega, Vega-Lite, Vega-Embed) where
// they were installed when it was built.
#pragma once

#include <string_view>

namespace backchannel {

struct ReportAssets {
  std::string_view template_html, style, scripts;                 // scripts: in the order in which they need each other
  std::string_view vega{}, vega_lite{}, vega_embed{}, notices{};  // empty: not built in
};

[[nodiscard]] const ReportAssets& report_assets();

}  // namespace backchannel
