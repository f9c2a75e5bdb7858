#include "cli/terminal/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string_view>

#include "sim/core/text.hpp"

namespace backchannel {

std::string problem_lines(const BadInput& bad) {
  constexpr std::size_t most = 100;
  if (bad.problems.size() <= most) return std::string(bad.what()) + "\n";
  std::string text;
  for (std::size_t i = 0; i < most; ++i) text += bad.problems[i].text() + "\n";
  return text + fmt::format("… and {} more problems\n", bad.problems.size() - most);
}

std::string error_text(const std::exception& error) {
  const auto* refused = dynamic_cast<const std::filesystem::filesystem_error*>(&error);
  return refused == nullptr
             ? error.what()
             : fmt::format("{}: cannot be used: {}", refused->path1().string(), refused->code().message());
}

void tell_kept(const std::string& place) { std::cout << "\nkept in " << safe_text(place) << '\n'; }

void spare_inputs(const std::filesystem::path& document) {
  if (!std::filesystem::is_regular_file(document)) return;
  constexpr std::string_view database = "SQLite format 3";
  std::array<char, database.size()> head{};
  std::ifstream(document, std::ios::binary).read(head.data(), head.size());
  const auto ending = document.extension();
  if (std::string_view(head.data(), head.size()) == database || ending == ".yaml" || ending == ".yml")
    throw BadInput(
        {Problem{Place{document.string()}, "", "is a scenario or a study, so it is not replaced", "another file"}});
}

void hold_standard_streams() {
  // The lowest free number is taken: 0, 1, 2 in turn. A stdout that can only be read refuses what is written to it.
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) < 0) (void)open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

bool output_arrived() {
  std::cout.flush();
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
}

}  // namespace backchannel
