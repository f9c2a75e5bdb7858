#include "cli/play/build_facts.hpp"

#include <fmt/format.h>
#include <gnu/libc-version.h>
#include <sqlite3.h>

#include <boost/version.hpp>
#include <nlohmann/json.hpp>

#include "sim/core/lanes.hpp"
#include "sim/results/versions.hpp"

namespace backchannel {

namespace {

std::string compiler() {
#ifdef __clang__
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("g++ {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

std::string boost_version() {
  return fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100);
}

}  // namespace

std::string version() { return BACKCHANNEL_VERSION; }

std::vector<std::pair<std::string, std::string>> build_facts() {
  return {{"version", version()},
          {"results version", std::to_string(results_version)},
          {"study file schema", std::to_string(schema_version)},
          {"compiler", compiler()},
          {"flags", BACKCHANNEL_FLAGS},
          {"lanes", std::to_string(lane_count)},
          {"Boost", boost_version()},
          {"SQLite", sqlite3_libversion()},
          {"glibc", gnu_get_libc_version()}};
}

nlohmann::ordered_json build_facts_json() {
  nlohmann::ordered_json json;
  for (const auto& [name, value] : build_facts()) json[name] = value;
  return json;
}

std::string build_facts_text() {
  std::string text = "backchannel " + version();
  for (const auto& [name, value] : build_facts())
    if (name != "version") text += fmt::format("\n  {:<18} {}", name, value);
  return text;
}

}  // namespace backchannel
