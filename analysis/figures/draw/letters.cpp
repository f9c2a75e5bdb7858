#include "analysis/figures/draw/letters.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "sim/core/text.hpp"

namespace backchannel::figures {

namespace {

/// Calls see(text) for every text of the figure.
template <class See>
void each_text(Figure& figure, const See& see) {
  see(figure.title);
  std::ranges::for_each(figure.caption, see);
  for (Panel& panel : figure.panels) {
    see(panel.title), see(panel.instead);
    for (Axis* axis : {&panel.x, &panel.y}) {
      see(axis->title);
      for (Tick& tick : axis->ticks) see(tick.label);
    }
    for (Series& series : panel.series)
      std::visit(
          [&](auto& s) {
            if constexpr (requires { s.label; }) see(s.label);
            if constexpr (requires { s.title; }) see(s.title);
            if constexpr (requires { s.texts; })
              for (auto& text : s.texts) see(text.text);
          },
          series);
  }
}

bool has(const Letters& letters, char32_t code) {
  return code < 0x80 ||
         std::ranges::any_of(letters, [&](const auto& range) { return code >= range.first && code <= range.second; });
}

std::string drawable(std::string_view raw, const Letters& letters) {
  const std::string text = safe_text(raw);
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view letter = std::string_view(text).substr(at, character_at(text, at));
    at += letter.size();
    if (has(letters, code_of(letter)))
      result += letter;
    else if (text_columns(letter) > 0)
      result += '?';
  }
  return result;
}

}  // namespace

const Letters& common_letters() {
  static const Letters common{{0x20, 0x17F},    {0x386, 0x3CE},   {0x400, 0x45F},   {0x2010, 0x2014},
                              {0x2018, 0x201E}, {0x2022, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030},
                              {0x20AC, 0x20AC}, {0x2190, 0x2193}, {0x2212, 0x2212}, {0x221A, 0x221A},
                              {0x221E, 0x221E}, {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265}};
  return common;
}

Letters letters_of(std::string_view listed) {
  Letters letters;
  std::istringstream words{std::string(listed)};
  for (std::string word; words >> word;) {
    std::uint32_t first = 0;
    const char* const end = word.data() + word.size();
    const auto [dash, error] = std::from_chars(word.data(), end, first, 16);
    std::uint32_t last = first;
    if (error != std::errc{} || (dash != end && (*dash != '-' || std::from_chars(dash + 1, end, last, 16).ptr != end)))
      continue;
    letters.emplace_back(first, last);
  }
  return letters.empty() ? common_letters() : letters;
}

bool can_draw(const Figure& figure, const Letters& letters) {
  bool can = true;
  Figure copy = figure;
  each_text(copy, [&](const std::string& text) { can = can && drawable(text, letters) == safe_text(text); });
  return can;
}

Figure drawable(Figure figure, const Letters& letters) {
  if (can_draw(figure, letters)) return figure;
  each_text(figure, [&](std::string& text) { text = drawable(text, letters); });
  figure.caption.emplace_back(
      "? stands for characters that no font on this machine has; as SVG the figure keeps them.");
  return figure;
}

}  // namespace backchannel::figures
