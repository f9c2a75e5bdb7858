#include "cli/report/assets.hpp"

// The assembler copies each file into the read-only data, between two symbols.
#define EMBED(name, file)                                                                                         \
  __asm__(".section .rodata\n.globl asset_" #name "\nasset_" #name ":\n.incbin \"" file "\"\n.globl asset_" #name \
          "_end\nasset_" #name "_end:\n.byte 0\n.previous\n");                                                    \
  extern "C" const char asset_##name[], asset_##name##_end[]

EMBED(template_html, REPORT_PAGE "/page.html");
EMBED(style, REPORT_PAGE "/page.css");
EMBED(elements, REPORT_PAGE "/elements.js");
EMBED(charts, REPORT_PAGE "/charts.js");
EMBED(parts, REPORT_PAGE "/parts.js");
EMBED(drivers, REPORT_PAGE "/drivers.js");
EMBED(sweeps, REPORT_PAGE "/sweeps.js");
EMBED(main, REPORT_PAGE "/main.js");
#ifdef REPORT_MODULES
EMBED(vega, REPORT_MODULES "/vega/build/vega.min.js");
EMBED(vega_lite, REPORT_MODULES "/vega-lite/build/vega-lite.min.js");
EMBED(vega_embed, REPORT_MODULES "/vega-embed/build/vega-embed.min.js");
EMBED(notices, REPORT_MODULES "/../NOTICES.txt");
#endif

namespace backchannel {

namespace {

std::string_view between(const char* from, const char* to) { return {from, static_cast<std::size_t>(to - from)}; }

}  // namespace

#define ASSET(name) between(asset_##name, asset_##name##_end)

const ReportAssets& report_assets() {
  static const ReportAssets assets{
      ASSET(template_html), ASSET(style),     ASSET(elements),   ASSET(charts),
      ASSET(parts),         ASSET(drivers),   ASSET(sweeps),     ASSET(main),
#ifdef REPORT_MODULES
      ASSET(vega),          ASSET(vega_lite), ASSET(vega_embed), ASSET(notices),
#else
        {}, {}, {}, {},
#endif
  };
  return assets;
}

}  // namespace backchannel
