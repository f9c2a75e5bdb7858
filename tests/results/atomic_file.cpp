#include "sim/core/atomic_file.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/results/support.hpp"

using namespace backchannel;

TEST_CASE("a file is there whole or not at all") {
  const testing::Folder folder;
  write_atomically(folder / "a", "old");
  {
    AtomicFile file(folder / "a");
    file.write("half");
  }
  std::ostringstream text;
  text << std::ifstream(folder / "a").rdbuf();
  CHECK(text.str() == "old");
  CHECK(!std::filesystem::exists(folder / "a.unfinished"));
  CHECK_THROWS_WITH(AtomicFile(folder / "none/a"),
                    ((folder / "none/a").string() + ": cannot be written: No such file or directory").c_str());
}
