#include "cli/report/page.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "cli/report/assets.hpp"

using backchannel::report_assets;
using backchannel::report_page;
using Json = nlohmann::ordered_json;

namespace {

Json data_with(const std::string& title) { return {{"studies", {{{"title", title}}}}}; }

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t number = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++number;
  return number;
}

std::string nonce_of(const std::string& page) { return page.substr(page.find("nonce-") + 6, 32); }

}  // namespace

TEST_CASE("a build without the chart libraries says what is missing") {
  if (!report_assets().vega.empty()) return;
  CHECK_THROWS_WITH(
      static_cast<void>(report_page(data_with("x"))),
      "report: this build has no chart libraries (with node and npm installed: `make report-assets`, then "
      "build again)");
}

TEST_CASE("text of a scenario cannot end its element or begin another") {
  if (report_assets().vega.empty()) return;
  const std::string plain = report_page(data_with("plain"));
  const std::string hostile = report_page(data_with("</script><script>alert(1)</script>\"&{{data}}{{vega}}<!--"));
  for (const char* tag : {"<script", "</script", "<!--", "<title", "</title"})
    CHECK(count(hostile, tag) == count(plain, tag));
  CHECK(hostile.find("<title>&lt;/script>&lt;script>alert(1)&lt;/script>&quot;&amp;{{data}}{{vega}}&lt;!--</title>") !=
        std::string::npos);
  CHECK(hostile.find("\\u003c/script>\\u003cscript>alert(1)") != std::string::npos);
}

TEST_CASE("only the page's own scripts may run: the nonce depends on the data") {
  if (report_assets().vega.empty()) return;
  const std::string one = report_page(data_with("one")), other = report_page(data_with("other"));
  CHECK(nonce_of(one) != nonce_of(other));
  CHECK(nonce_of(one) == nonce_of(report_page(data_with("one"))));
  CHECK(count(one, "<script nonce=\"" + nonce_of(one) + "\">") == 4);
  CHECK(count(one, "<script") == 5);  // and the data, which are not executed
  CHECK(one.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("text that is not UTF-8 is mended") {
  if (report_assets().vega.empty()) return;
  CHECK(report_page(data_with("a\xff"
                              "b"))
            .find("<title>a?b</title>") != std::string::npos);
}

TEST_CASE("controls and noncharacters, which XML refuses, are made safe in the title and in the data") {
  if (report_assets().vega.empty()) return;
  const std::string page =
      report_page(data_with("a\xEF\xBF\xBE"
                            "b\x1b[31mc\xC2\x9B"
                            "d\xF0\x9F\xBF\xBF \xE7\x88\xB1 \xF0\x9F\x98\x80"));
  CHECK(page.find("<title>a?b [31mc d? \u7231 \U0001F600</title>") != std::string::npos);
  CHECK(page.find("\"title\":\"a?b [31mc d? \u7231 \U0001F600\"") != std::string::npos);
}
