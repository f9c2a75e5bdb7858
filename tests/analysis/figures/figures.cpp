// Figures: layout of text, ticks, and that no text becomes a command on its way through gnuplot.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include "analysis/figures/draw/figure.hpp"
#include "analysis/figures/draw/letters.hpp"
#include "analysis/figures/draw/render.hpp"
#include "analysis/figures/draw/text.hpp"

using namespace backchannel::figures;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "figures-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

std::string contents(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

bool has_gnuplot() {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (access((folder + "/gnuplot").c_str(), X_OK) == 0) return true;
  return false;
}

/// Every kind of series and every place of a text, each text the same.
Figure figure_of(const std::string& text) {
  const Style plain;
  const std::vector<double> x{1, 2, 3}, y{1, 4, 2}, low{0, 3, 1}, high{2, 5, 3};
  Panel all{.title = text, .x = {.title = text}, .y = {.title = text, .ticks = {{1, text}, {3, text}}}};
  all.series = {Band{text, plain, x, low, high},
                Line{text, plain, x, y},
                Boxes{text, style(1), {{1, 2, 0, 3}}},
                Points{text, style(2), x, y},
                Whiskers{text, style(3), Direction::vertical, x, y, low, high},
                Texts{{{2, 2, text}}}};
  Panel map{.title = text, .x = {.title = text, .ticks = {{0.5, text}}}, .y = {.title = text}};
  map.series = {HeatMap{text, 0, 1, {{{0, 1, 0, 1}, 0.5}}}};
  return {.title = text, .caption = {text}, .panels = {all, map, {.title = text, .instead = text}}};
}

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> result;
  for (const Tick& tick : ticks) result.push_back(tick.label);
  return result;
}

}  // namespace

TEST_CASE("text for gnuplot is letters and octal escapes") {
  CHECK(quoted({"Talks (1)"}) == "\"Talks (\\061)\"");
  CHECK(quoted({"a\"`'\\@$%{}^_&~#!\n"}) ==
        "\"a\\042\\140\\047\\134\\100\\044\\045\\173\\175\\136\\137\\046\\176\\043\\041 \"");
  CHECK(quoted({"two", "lines"}) == "\"two\\nlines\"");
  CHECK(quoted_format({"5 %"}) == "\"\\065 \\045\\045\"");
  CHECK(quoted({"Zürich – \xFF\xC3"}) == "\"Zürich – \\077\\077\"");
}

TEST_CASE("lines are broken at spaces, words only if they must be") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("one two three", 40, 10) == Lines{"one two", "three"});
  CHECK(wrap("incomprehensible", 40, 10) == Lines{"incompr", "ehensibl", "e"});
  CHECK(wrap("one two three four", 40, 10, 1) == Lines{"one t…"});
  CHECK(wrap("short", 400, 10, 1) == Lines{"short"});
  CHECK(wrap("", 40, 10).empty());
}

TEST_CASE("ticks are round") {
  using Labels = std::vector<std::string>;
  CHECK(labels(round_ticks(0, 180)) == Labels{"0", "50", "100", "150"});
  CHECK(labels(round_ticks(-0.05, 0.25)) == Labels{"−0.05", "0.00", "0.05", "0.10", "0.15", "0.20", "0.25"});
  CHECK(labels(percent_ticks(0, 0.4, 4)) == Labels{"0 %", "10 %", "20 %", "30 %", "40 %"});
  CHECK(labels(round_ticks(2, 2)) == Labels{"2"});
}

TEST_CASE("no text of a scenario is run") {
  REQUIRE_MESSAGE(has_gnuplot(), "gnuplot is not installed");
  const Folder folder;
  const std::string trap = (folder.path / "sprung").string();
  const std::vector<std::string> hostile{"\"; system(\"touch " + trap + "\")",
                                         "'; system('touch " + trap + "')",
                                         "`touch " + trap + "`",
                                         "\n!touch " + trap + "\n",
                                         "\nsystem \"touch " + trap + "\"\n",
                                         "@x$(touch " + trap + ")",
                                         "\\",
                                         "\\\"",
                                         "'''",
                                         "%s%n%d %",
                                         "{/Symbol a}^_{",
                                         "END\n$data1 << END",
                                         "</text><script>alert(1)</script>",
                                         std::string(1, '\0') + "\x1b[31m",
                                         "\xF0\x9F",
                                         "a\uFFFEb\uFFFF",
                                         std::string(5000, 'x')};
  std::string all;
  for (const std::string& text : hostile) {
    CAPTURE(text);
    CHECK_NOTHROW(render(figure_of(text), Format::svg, folder.path / "picture"));
    CHECK(!std::filesystem::exists(trap));
    all += text + " ";
  }
  for (const auto format : {Format::png, Format::pdf})
    CHECK_NOTHROW(render(figure_of(all), format, folder.path / "picture"));
  CHECK(!std::filesystem::exists(trap));
}

TEST_CASE("what XML refuses never reaches a picture") {
  REQUIRE_MESSAGE(has_gnuplot(), "gnuplot is not installed");
  const Folder folder;
  render(figure_of("a\uFFFEb"), Format::svg, folder.path / "picture");
  const std::string svg = contents(folder.path / "picture");
  CHECK(svg.find("\uFFFE") == std::string::npos);
  CHECK(svg.find("a?b") != std::string::npos);
}

TEST_CASE("characters that no font has are replaced, and the caption says so once") {
  const Letters letters = letters_of("20-7e a0-17f 2013\n20-7e 391\n");
  CHECK(letters == Letters{{0x20, 0x7E}, {0xA0, 0x17F}, {0x2013, 0x2013}, {0x20, 0x7E}, {0x391, 0x391}});
  CHECK(letters_of("") == common_letters());
  CHECK(letters_of("no charsets here") == common_letters());
  const Figure shown = drawable(figure_of("中国 – Zürich 山 e\u0301 \U0001F600\uFE0F Α"), letters);
  CHECK(shown.title == "?? – Zürich ? e ? Α");
  CHECK(shown.panels[0].title == shown.title);
  CHECK(shown.panels[0].y.ticks[0].label == shown.title);
  CHECK(std::get<Band>(shown.panels[0].series[0]).label == shown.title);
  CHECK(std::get<Texts>(shown.panels[0].series[5]).texts[0].text == shown.title);
  CHECK(std::get<HeatMap>(shown.panels[1].series[0]).title == shown.title);
  CHECK(shown.panels[2].instead == shown.title);
  REQUIRE(shown.caption.size() == 2);
  CHECK(shown.caption[0] == shown.title);
  CHECK(shown.caption[1] == "? stands for characters that no font on this machine has; as SVG the figure keeps them.");
  CHECK(drawable(figure_of("Zürich?"), letters).caption.size() == 1);
}

TEST_CASE("SVG keeps every character") {
  REQUIRE_MESSAGE(has_gnuplot(), "gnuplot is not installed");
  const Folder folder;
  render(figure_of("中国 \U0001F600"), Format::svg, folder.path / "picture");
  CHECK(contents(folder.path / "picture").find("中国 \U0001F600") != std::string::npos);
  CHECK_NOTHROW(render(figure_of("中国 \U0001F600"), Format::png, folder.path / "picture"));
}

TEST_CASE("text is shown as it is") {
  REQUIRE_MESSAGE(has_gnuplot(), "gnuplot is not installed");
  const Folder folder;
  render(figure_of("a]]>b"), Format::svg, folder.path / "picture");
  CHECK(contents(folder.path / "picture").find("]]>") == std::string::npos);
  CHECK(contents(folder.path / "picture").find("a]]&gt;b") != std::string::npos);
  render(figure_of("<b>50 % `x` {y}^2 \\n"), Format::svg, folder.path / "picture");
  const std::string svg = contents(folder.path / "picture");
  std::size_t found = 0;
  const std::string shown = "&lt;b>50 % `x` {y}^2 \\n";
  for (std::size_t at = svg.find(shown); at != std::string::npos; at = svg.find(shown, at + 1)) ++found;
  CHECK(found == 16);
  CHECK(svg.find("<b>") == std::string::npos);
}

TEST_CASE("pictures have their formats, and gaps are no errors") {
  REQUIRE_MESSAGE(has_gnuplot(), "gnuplot is not installed");
  const Folder folder;
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  Panel panel;
  panel.series = {Line{"gaps", {}, {1, 2, 3}, {1, nothing, 2}}, Line{"nothing", {}, {1, 2}, {nothing, nothing}},
                  Points{"empty", {}, {}, {}}};
  const Figure figure{.panels = {panel, {}}};
  const auto begins = [&](Format format) {
    render(figure, format, folder.path / "picture");
    return contents(folder.path / "picture").substr(0, 5);
  };
  CHECK(begins(Format::svg) == "<?xml");
  CHECK(begins(Format::png) == "\x89PNG\r");
  CHECK(begins(Format::pdf) == "%PDF-");
}

TEST_CASE("without gnuplot, or without a place, nothing is written") {
  const Folder folder;
  if (has_gnuplot())
    CHECK_THROWS_WITH(
        render({.panels = {{}}}, Format::svg, folder.path / "none/picture"),
        ((folder.path / "none/picture").string() + ": cannot be written: No such file or directory").c_str());
  const std::string path = std::getenv("PATH");
  setenv("PATH", folder.path.c_str(), 1);
  CHECK_THROWS_WITH(render({.panels = {{}}}, Format::svg, folder.path / "picture"),
                    "gnuplot is not installed, and figures are drawn with it (Debian: gnuplot-nox)");
  setenv("PATH", path.c_str(), 1);
  CHECK(std::filesystem::is_empty(folder.path));
}
