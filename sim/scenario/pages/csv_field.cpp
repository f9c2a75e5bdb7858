#include "sim/scenario/pages/csv_field.hpp"

#include "sim/core/text.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

std::string csv_field(std::string_view text) {
  std::string safe = safe_lines(text);
  const bool is_formula = std::string_view("=+-@").find(safe.empty() ? ' ' : safe[0]) != std::string_view::npos;
  if (is_formula && !number_from(safe)) safe.insert(0, 1, '\'');
  if (safe.find_first_of(",\"\n") == std::string::npos) return safe;
  std::string field = "\"";
  for (const char c : safe) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + '"';
}

}  // namespace backchannel
