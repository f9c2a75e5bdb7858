#include <doctest/doctest.h>

#include <system_error>

#include "cli/terminal/output.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/shell.hpp"
#include "sim/core/text.hpp"
#include "cli/terminal/usage.hpp"

using namespace backchannel;

TEST_CASE("a word is quoted so that a shell reads it back, whatever bytes it has") {
  CHECK(shell_word("a/b-c.yaml") == "a/b-c.yaml");
  CHECK(shell_word("größer.yaml") == "größer.yaml");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("two words") == "'two words'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("\xff'\\\n") == "$'\\xff\\'\\\\\\x0a'");
}

TEST_CASE("what goes to a terminal cannot control it") {
  CHECK(safe_lines("two\nlines\n") == "two\nlines\n");
  CHECK(safe_lines("a\x1b[31mred\x07") == "a [31mred ");
  CHECK(safe_lines("\xff ü \xc3") == "? ü ?");
  CHECK(safe_lines("\xc2\x9b"
                      "31m") == " 31m");  // a control character of two bytes
  CHECK(fitted("a\x1b", 0, Glyphs::Blocks) == "a ");
  CHECK(fitted("½ – █", 0, Glyphs::Ascii) == "? - #");
}

TEST_CASE("what the file system refuses is told in our words") {
  const std::filesystem::filesystem_error refused("status", "/forbidden/x",
                                                  std::make_error_code(std::errc::permission_denied));
  CHECK(error_text(refused) == "/forbidden/x: cannot be used: Permission denied");
  CHECK(error_text(std::runtime_error("as it is")) == "as it is");
}

TEST_CASE("wrong usage is told with what was perhaps meant") {
  using Kind = UsageFault::Kind;
  const auto message = [](const UsageFault& fault) {
    const std::string text = usage_message(fault);
    return text.substr(0, text.find('\n'));
  };
  UsageFault fault{Kind::left_over, false, "", {"--rnus"}, {"run", "show"}, {"--runs", "--seed"}};
  CHECK(message(fault) == "unknown option `--rnus` (did you mean --runs?)");
  fault.left = {"extra", "--bogus"};
  CHECK(message(fault) == "unknown option `--bogus`");
  fault.left = {"extra"};
  CHECK(message(fault) == "`extra` is one argument too many");
  fault.is_top = true;
  fault.left = {"rnu"};
  CHECK(message(fault) == "unknown command `rnu` (did you mean run?)");
  fault.left = {};
  CHECK(message(fault) == "a command is missing (one of run, show)");
  CHECK(message({Kind::missing, false, "--run is required", {}, {}, {}}) == "--run is missing");
  CHECK(message({Kind::exclusive, false, "--runs excludes --until", {}, {}, {}}) ==
        "--runs and --until exclude each other");
}
