#include "cli/report/assets.hpp"

// The assembler copies files into the read-only data, one after another between two symbols.
#define FILE_OF_PAGE(name) ".incbin \"" REPORT_PAGE "/" name "\"\n"
#define FILE_OF_MODULE(name) ".incbin \"" REPORT_MODULES "/" name "\"\n"
#define EMBED(name, files)                                                                           \
  __asm__(".section .rodata\n.globl asset_" #name "\nasset_" #name ":\n" files ".globl asset_" #name \
          "_end\nasset_" #name "_end:\n.byte 0\n.previous\n");                                       \
  extern "C" const char asset_##name[], asset_##name##_end[]

EMBED(template_html, FILE_OF_PAGE("page.html"));
EMBED(style, FILE_OF_PAGE("page.css"));
EMBED(scripts, FILE_OF_PAGE("numbers.js") FILE_OF_PAGE("elements.js") FILE_OF_PAGE("charts.js") FILE_OF_PAGE("data.js")
                   FILE_OF_PAGE("endings.js") FILE_OF_PAGE("beside.js") FILE_OF_PAGE("times.js")
                       FILE_OF_PAGE("terms.js") FILE_OF_PAGE("course.js") FILE_OF_PAGE("stories.js")
                           FILE_OF_PAGE("evidence.js") FILE_OF_PAGE("drivers.js") FILE_OF_PAGE("sweeps.js")
                               FILE_OF_PAGE("comparisons.js") FILE_OF_PAGE("main.js"));
#ifdef REPORT_MODULES
EMBED(vega, FILE_OF_MODULE("vega/build/vega.min.js"));
EMBED(vega_lite, FILE_OF_MODULE("vega-lite/build/vega-lite.min.js"));
EMBED(vega_embed, FILE_OF_MODULE("vega-embed/build/vega-embed.min.js"));
EMBED(notices, FILE_OF_MODULE("../NOTICES.txt"));
#endif

namespace backchannel {

namespace {

std::string_view between(const char* from, const char* to) { return {from, to}; }

}  // namespace

#define ASSET(name) between(asset_##name, asset_##name##_end)

const ReportAssets& report_assets() {
  static const ReportAssets assets{
      ASSET(template_html), ASSET(style),     ASSET(scripts),
#ifdef REPORT_MODULES
      ASSET(vega),          ASSET(vega_lite), ASSET(vega_embed), ASSET(notices),
#endif
  };
  return assets;
}

}  // namespace backchannel
