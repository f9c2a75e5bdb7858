// What plays studies tells its listener and prints nothing.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

TEST_CASE("no source of cli/play writes to a standard stream") {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(PROJECT_ROOT) + "/cli/play")) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    CAPTURE(entry.path().string());
    for (const char* word : {"std::cout", "std::cerr", "std::clog", "printf", "puts(", "stdout", "stderr"})
      CHECK(text.str().find(word) == std::string::npos);
    ++files;
  }
  CHECK(files > 10);
}
