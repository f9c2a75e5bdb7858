#include "sim/core/atomic_file.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/results/support.hpp"

using namespace backchannel;

TEST_CASE("a link by the name of the unfinished file is not followed") {
  const testing::Folder folder;
  std::ofstream(folder / "precious") << "mine";
  std::filesystem::create_symlink("precious", folder / "a.unfinished");
  write_atomically(folder / "a", "new");
  std::ostringstream text;
  text << std::ifstream(folder / "precious").rdbuf() << std::ifstream(folder / "a").rdbuf();
  CHECK(text.str() == "minenew");
  CHECK(!std::filesystem::exists(folder / "a.unfinished"));
}

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
