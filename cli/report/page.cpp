#include "cli/report/page.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "cli/report/assets.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/text.hpp"

namespace backchannel {

namespace {

std::string replaced(std::string_view text, std::string_view what, std::string_view with) {
  std::string result;
  for (std::size_t from = 0;;) {
    const std::size_t at = text.find(what, from);
    result += text.substr(from, at - from);
    if (at == std::string_view::npos) return result;
    result += with;
    from = at + what.size();
  }
}

/// Text that a page and an SVG made of it can hold, and nine digits of every number, which are enough.
void tidy(nlohmann::ordered_json& data) {
  if (data.is_string())
    data = safe_text(data.get_ref<const std::string&>());
  else if (data.is_number_float())
    data = std::strtod(fmt::format("{:.9g}", data.get<double>()).c_str(), nullptr);
  else if (data.is_structured())
    for (auto& part : data) tidy(part);
}

/// What is the same numbers as in an earlier study refers to its place.
void share_parameters(nlohmann::ordered_json& studies) {
  for (std::size_t i = 1; i < studies.size(); ++i)
    for (std::size_t earlier = 0; earlier < i; ++earlier)
      if (studies[i].contains("parameters") && studies[earlier].contains("parameters") &&
          studies[i]["parameters"] == studies[earlier]["parameters"]) {
        studies[i]["parameters"] = earlier;
        break;
      }
}

/// JSON in which no element can begin or end.
std::string inert(const nlohmann::ordered_json& data) {
  return replaced(data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace), "<", "\\u003c");
}

std::string escaped(std::string_view text) {
  return replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), "\"", "&quot;");
}

/// The template with {{name}} replaced, in one pass: what is put in is not searched.
std::string filled(std::string_view text, const std::vector<std::pair<std::string_view, std::string_view>>& values) {
  std::string result;
  for (std::size_t from = 0;;) {
    const std::size_t at = text.find("{{", from), end = text.find("}}", at);
    result += text.substr(from, at - from);
    if (end == std::string_view::npos) return result;
    const std::string_view name = text.substr(at + 2, end - at - 2);
    for (const auto& [key, value] : values)
      if (key == name) result += value;
    from = end + 2;
  }
}

}  // namespace

std::string report_page(nlohmann::ordered_json data) {
  const ReportAssets& assets = report_assets();
  if (assets.vega.empty())
    throw std::runtime_error(
        "report: this build has no chart libraries (with node and npm installed: `make report-assets`, then build "
        "again)");
  share_parameters(data["studies"]);
  tidy(data);
  const std::string json = inert(data), title = escaped(data.at("studies").at(0).at("title").get<std::string>());
  Hash hash;
  hash.add(std::string_view(json));
  const std::string nonce = hash.hex(), notices = escaped(assets.notices);
  return filled(assets.template_html, {{"nonce", nonce},
                                       {"title", title},
                                       {"style", assets.style},
                                       {"vega", assets.vega},
                                       {"vega_lite", assets.vega_lite},
                                       {"vega_embed", assets.vega_embed},
                                       {"data", json},
                                       {"notices", notices},
                                       {"scripts", assets.scripts}});
}

}  // namespace backchannel
