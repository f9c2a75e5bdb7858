#include "sim/scenario/tree.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

std::string tree_messages(const std::string& text) { return testing::messages(text); }

std::string file_messages(const std::filesystem::path& file) {
  try {
    (void)read_scenario(file);
  } catch (const BadInput& error) {
    return error.what();
  }
  return "";
}

/// A folder that is removed at the end of the test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "scenario-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

}  // namespace

TEST_SUITE("YAML") {
  TEST_CASE("nodes know their place and their quotes") {
    std::vector<Problem> problems;
    const auto root = parse_yaml("a: 1\nb:\n  - x\n  - {c: \"2\"}\n", "s.yaml", problems);
    REQUIRE(root);
    CHECK(problems.empty());
    CHECK(root->find("a")->place.line == 1);
    CHECK(root->find("a")->place.column == 4);
    const Node& item = root->find("b")->items[1];
    CHECK(item.find("c")->text == "2");
    CHECK(item.find("c")->quoted);
    CHECK(item.find("c")->place.line == 4);
    CHECK(item.find("c")->place.column == 9);
    CHECK(item.entries[0].place.column == 6);
    CHECK(root->find("d") == nullptr);
  }

  TEST_CASE("a byte order mark and Windows line ends are no trouble") {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : testing::small) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(testing::load(text).hash == testing::load(testing::small).hash);
  }

  TEST_CASE("text that is no scenario") {
    CHECK(tree_messages("") == "s.yaml:1:1: the file is empty (a scenario in YAML)");
    CHECK(tree_messages("# nothing\n") == "s.yaml:1:1: the file is empty (a scenario in YAML)");
    CHECK(tree_messages(std::string("a: 1\nb\0", 7)) == "s.yaml:2:2: the file is binary (YAML text in UTF-8)");
    CHECK(tree_messages("a: 1\nb: \xFF\n") == "s.yaml:2:4: the file is not UTF-8 here (YAML text in UTF-8)");
    CHECK(tree_messages("a: \xC0\xAF") == "s.yaml:1:4: the file is not UTF-8 here (YAML text in UTF-8)");
    CHECK(tree_messages("%YAML 9.9\n---\na: 1\n") == "s.yaml:1:1: a %YAML line of a version that is not 1");
    CHECK(tree_messages("- 1\n") == "s.yaml:1:1: a list stands where a map is expected (the keys of a scenario)");
    CHECK(tree_messages("word") == "s.yaml:1:1: `word` stands where a map is expected (the keys of a scenario)");
    CHECK(tree_messages(std::string(5u << 20, 'x')) == "s.yaml:1:1: the file is too large (at most 4 MiB)");
    CHECK(tree_messages("a: " + std::string(70, '[') + std::string(70, ']')) ==
          "s.yaml:1:67: nested too deep (at most 64 levels)");
    CHECK(tree_messages(std::string(200000, '[')).ends_with("nested too deep (at most 64 levels)"));
  }

  TEST_CASE("characters that XML and YAML refuse, as they are and as escapes") {
    const std::string rest = " (text without control characters and noncharacters)";
    CHECK(tree_messages("a: \x1B[1m") == "s.yaml:1:4: the character U+001B stands here" + rest);
    CHECK(tree_messages("a: b\n# \x7F") == "s.yaml:2:3: the character U+007F stands here" + rest);
    CHECK(tree_messages("a: \xC2\x9B[1m") == "s.yaml:1:4: the character U+009B stands here" + rest);
    CHECK(tree_messages("a: \xEF\xBF\xBE") == "s.yaml:1:4: the character U+FFFE stands here" + rest);
    CHECK(tree_messages("a: \xEF\xBF\xBF") == "s.yaml:1:4: the character U+FFFF stands here" + rest);
    const auto title = [](const std::string& text) {
      return tree_messages(testing::small + "title: \"a" + text + "b\"\n");
    };
    CHECK(title("\\ufffe") == "s.yaml:12:8: title: the character U+FFFE stands in the text" + rest);
    CHECK(title("\\uFFFF") == "s.yaml:12:8: title: the character U+FFFF stands in the text" + rest);
    CHECK(title("\\x07") == "s.yaml:12:8: title: the character U+0007 stands in the text" + rest);
    CHECK(title("\\0") == "s.yaml:12:8: title: the character U+0000 stands in the text" + rest);
    CHECK(title("\\u0085") == "s.yaml:12:8: title: the character U+0085 stands in the text" + rest);
    CHECK(title("\\N") ==
          "s.yaml:12:8: title: the escapes \\N and \\_ give no UTF-8 (\\u00a0 is a space that does not break)");
    CHECK(title("\\u00a0").empty());
    CHECK(title("\\ufffd \\t \\n \\u2028 \\U0001F600").empty());
    CHECK(tree_messages(testing::small + "\"ti\\etle\": x\n") ==
          "s.yaml:12:1: the character U+001B stands in the text" + rest +
              "\ns.yaml:12:1: ti tle: unknown key (one of title, description, start_date, horizon, settled_days, "
              "run_ends_at, issues, "
              "actors, mediator, talks, calendar, trust, tension, precision, domestic, ladder, dyads, force, "
              "compliance_period, planning_horizon, history, events, mechanisms)");
  }

  TEST_CASE("a tab in the indentation is told as such, wherever the parser stumbles over it") {
    const std::string what = " a tab in the indentation, only spaces are allowed";
    CHECK(tree_messages("a:\n\tb: 1\n") == "s.yaml:2:1:" + what);
    CHECK(tree_messages("issues:\n\ttoll: {title: x}\nactors:\n") == "s.yaml:2:1:" + what);
    CHECK(tree_messages("issues:\n\ttoll:\n\t\ttitle: x\n") == "s.yaml:2:1:" + what);
    CHECK(tree_messages("issues:\n  toll:\n\t  title: x\n") == "s.yaml:3:1:" + what);
    CHECK(tree_messages("issues:\n  toll:\n  \ttitle: x\n") == "s.yaml:3:3:" + what);
    CHECK(tree_messages("issues:\n  toll:\n    title: x\n\tunit: y\n") == "s.yaml:4:1:" + what);
    CHECK(tree_messages("a: \"x\n\ty: z\"\nb: c: d\n") == "s.yaml:3:5: a second `:` or a wrong indentation");
  }

  TEST_CASE("a mistake in the syntax is reported alone") {
    CHECK(tree_messages("a: 1\n\tb: 2\n") == "s.yaml:2:1: a tab in the indentation, only spaces are allowed");
    CHECK(tree_messages("a: {b: 1\n") == "s.yaml:2:1: a { is never closed");
    CHECK(tree_messages("a: [1\n") == "s.yaml:2:1: a [ is never closed");
    CHECK(tree_messages("a: \"b\nc: 1\n") == "s.yaml:1:4: this quote is never closed");
    CHECK(tree_messages("a: 'it''s\n") == "s.yaml:1:4: this quote is never closed");
    CHECK(tree_messages("a: \"b") == "s.yaml:1:6: a quote is never closed");
    CHECK(tree_messages("a: b: c\n") == "s.yaml:1:5: a second `:` or a wrong indentation");
    CHECK(tree_messages("a:\n  - 1\n b: 2\n") == "s.yaml:3:2: the map ends unexpectedly here, check the indentation");
    CHECK(tree_messages("a: 1\n]\n") == "s.yaml:2:1: a `]` or `}` closes what was never opened");
    CHECK(tree_messages("a: *b\n") ==
          "s.yaml:1:4: an alias (*) to nothing; aliases are not supported, write the value out");
  }

  TEST_CASE("what yaml-cpp would let pass") {
    const std::string& small = testing::small;
    CHECK(tree_messages(small + "---\na: 1\n") == "s.yaml:12:1: a second document begins here (one document a file)");
    CHECK(tree_messages(small + "title: &x A\ndescription: *x\n") ==
          "s.yaml:12:8: title: an anchor (&) is not supported (write the value out)\n"
          "s.yaml:13:14: description: an alias (*) is not supported (write the value out)\n"
          "s.yaml:13:14: description: nothing stands where text is expected (words)");
    CHECK(tree_messages(small + "horizon: !!int 3\n") ==
          "s.yaml:12:10: horizon: a tag (!) is not supported (write the value out)");
    CHECK(tree_messages(small + "? [a]\n: 3\n") == "s.yaml:12:3: a list stands where a key is expected (a word)");
    CHECK(tree_messages("issues: {x: {}, x: {}}\nactors: {a: {preferences: {x: {}}}, b: {preferences: {x: {}}}}\n") ==
          "s.yaml:1:17: x: duplicate key `x` (first on line 1)");
  }

  TEST_CASE("the path of what is refused names every key above it") {
    const std::string text =
        "actors:\n  a:\n    posture: {reaction: {b: 1, b: 2}}\n    war: {win: {x: &w 1}}\n    moves:\n      m:\n"
        "        when: !t {value: 1}\n    hosts: [x, !u y, [z, *w]]\n  b: {c: {d: 1, d: {e: 2, e: 3}}}\n";
    std::vector<Problem> problems;
    CHECK(parse_yaml(text, "s.yaml", problems));
    std::string all;
    for (const Problem& problem : problems) all += problem.text() + "\n";
    CHECK(all ==
          "s.yaml:3:32: a.posture.reaction.b: duplicate key `b` (first on line 3)\n"
          "s.yaml:4:20: a.war.win.x: an anchor (&) is not supported (write the value out)\n"
          "s.yaml:7:15: a.moves.m.when: a tag (!) is not supported (write the value out)\n"
          "s.yaml:8:16: a.hosts.2: a tag (!) is not supported (write the value out)\n"
          "s.yaml:8:26: a.hosts.3.2: an alias (*) is not supported (write the value out)\n"
          "s.yaml:9:17: b.c.d: duplicate key `d` (first on line 9)\n"
          "s.yaml:9:27: b.c.d.e: duplicate key `e` (first on line 9)\n");
  }

  TEST_CASE("a carriage return without a line feed") {
    CHECK(tree_messages("a: 1\rb: 2\n") ==
          "s.yaml:1:5: a carriage return (CR) without a line feed stands here (lines end with LF or CR LF)");
    CHECK(tree_messages("a: 1\r\nb: 2\r") ==
          "s.yaml:2:5: a carriage return (CR) without a line feed stands here (lines end with LF or CR LF)");
  }

  TEST_CASE("files that cannot be read") {
    const Folder folder;
    const std::string place = folder.path.string();
    CHECK(file_messages(folder.path) == place + ": is a directory (a scenario in YAML)");
    CHECK(file_messages(folder.path / "no.yaml") == place + "/no.yaml: no such file (a scenario in YAML)");
    const auto large = folder.write("large.yaml", std::string(5u << 20, '#'));
    CHECK(file_messages(large) == large.string() + ": the file is too large (at most 4 MiB)");
    const auto secret = folder.write("secret.yaml", testing::small);
    CHECK(file_messages(secret).empty());
    std::filesystem::permissions(secret, std::filesystem::perms::none);
    if (geteuid() != 0)  // root may read everything
      CHECK(file_messages(secret) == secret.string() + ": cannot be opened: Permission denied (a readable file)");
  }
}

}  // namespace backchannel
