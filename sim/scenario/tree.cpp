#include "sim/scenario/tree.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <set>
#include <sstream>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr std::size_t largest_file = 4u << 20;
constexpr std::size_t deepest = 64;

constexpr const char* characters_allowed = "text without control characters and noncharacters";

struct TooDeep {
  Place place;
};

/// Builds the tree from yaml-cpp's events; `open_` is the path of containers that are not finished yet.
class Builder : public YAML::EventHandler {
 public:
  Builder(std::string file, std::vector<Problem>& problems) : file_(std::move(file)), problems_(problems) {}

  Node root;
  std::optional<Place> last_quote;  // where the last quoted scalar begins

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 2) report(problems_, at(mark), "", "a second document begins here", "one document a file");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { place_node(mark, anchor, Node::Kind::nothing); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "an alias (*)");
    place_node(mark, 0, Node::Kind::nothing);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_tag(mark, tag);
    scalar_ = value;
    quoted_ = tag == "!";
    check_characters(mark);
    if (quoted_) last_quote = at(mark);
    place_node(mark, anchor, Node::Kind::scalar);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(place_node(mark, anchor, Node::Kind::list));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(place_node(mark, anchor, Node::Kind::map));
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node* node;
    std::set<std::string> keys;
    std::string key;            // read last, of a map
    bool awaits_value = false;  // a key was read
    bool duplicate = false;     // its value is read and dropped
  };

  [[nodiscard]] Place at(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }
  void refuse(const YAML::Mark& mark, const std::string& what) {
    report(problems_, at(mark), path(), what + " is not supported", "write the value out");
  }
  /// The path of what comes next.
  [[nodiscard]] std::string path() const {
    std::string result;
    for (const Open& open : open_) {
      const bool is_last = &open == &open_.back();
      if (open.node->is(Node::Kind::list)) {
        result = joined(result, std::to_string(open.node->items.size() + (is_last ? 1 : 0)));
      } else if (!is_last || open.awaits_value) {
        result = joined(result, open.key);
      }
    }
    return result;
  }
  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") refuse(mark, "a tag (!)");
  }
  /// What an escape such as "\\u0007" stands for.
  void check_characters(const YAML::Mark& mark) {
    if (first_invalid_utf8(scalar_) != std::string::npos)
      report(problems_, at(mark), path(), "the escapes \\N and \\_ give no UTF-8",
             "\\u00a0 is a space that does not break");
    const std::size_t byte = first_refused_character(scalar_);
    if (byte == std::string::npos) return;
    report(problems_, at(mark), path(), "the character " + code_point(scalar_, byte) + " stands in the text",
           characters_allowed);
  }
  void open(Node* node) {
    if (open_.size() == deepest) throw TooDeep{node->place};
    open_.push_back({node, {}, "", false, false});
  }
  void close() { open_.pop_back(); }

  Node* place_node(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind) {
    if (anchor) refuse(mark, "an anchor (&)");
    Node node;
    node.kind = kind;
    node.place = at(mark);
    if (kind == Node::Kind::scalar) {
      node.text = scalar_;
      node.quoted = quoted_;
    }
    if (open_.empty()) {
      Node& target = documents_ > 1 ? dropped_.emplace_back() : root;
      return &(target = std::move(node));
    }
    Open& parent = open_.back();
    if (parent.node->is(Node::Kind::list)) return &parent.node->items.emplace_back(std::move(node));
    if (!parent.awaits_value) return read_key(parent, std::move(node));
    parent.awaits_value = false;
    if (parent.duplicate) return &dropped_.emplace_back(std::move(node));
    return &(parent.node->entries.back().value = std::move(node));
  }

  Node* read_key(Open& parent, Node node) {
    const std::string map_path = path();
    const std::string key_path = joined(map_path, printable(node.text));
    parent.key = printable(node.text);
    parent.awaits_value = true;
    parent.duplicate = false;
    if (!node.is(Node::Kind::scalar)) {
      report(problems_, node.place, map_path, what_is(node) + " stands where a key is expected", "a word");
      parent.duplicate = true;
      return &dropped_.emplace_back(std::move(node));
    }
    if (!parent.keys.insert(node.text).second) {
      const auto& entries = parent.node->entries;
      const auto first = std::find_if(entries.begin(), entries.end(), [&](auto& e) { return e.key == node.text; });
      problems_.push_back({node.place, key_path, "duplicate key " + ticked(node.text),
                           "first on line " + std::to_string(first->place.line)});
      parent.duplicate = true;
      return &dropped_.emplace_back(std::move(node));
    }
    Node empty;
    empty.place = node.place;
    parent.node->entries.push_back({node.text, node.place, std::move(empty)});
    return &parent.node->entries.back().value;
  }

  std::string file_;
  std::vector<Problem>& problems_;
  std::vector<Open> open_;
  std::deque<Node> dropped_;  // values that are read past; a deque keeps their addresses
  std::string scalar_;
  bool quoted_ = false;
  int documents_ = 0;
};

Place place_of_byte(const std::string& text, std::size_t byte, const std::string& name) {
  const auto until = text.begin() + static_cast<std::ptrdiff_t>(byte);
  const auto line = std::count(text.begin(), until, '\n');
  const auto start = text.rfind('\n', byte == 0 ? 0 : byte - 1);
  const std::size_t column = (line == 0 || start == std::string::npos) ? byte : byte - start - 1;
  return {name, static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

/// Byte of the first CR that no LF follows, npos if there is none; YAML counts it as a line end, editors mostly do not.
std::size_t first_lone_return(const std::string& text) {
  std::size_t byte = text.find('\r');
  while (byte != std::string::npos && byte + 1 < text.size() && text[byte + 1] == '\n')
    byte = text.find('\r', byte + 1);
  return byte;
}

/// True if the text can be read as YAML at all.
bool is_readable(const std::string& text, const std::string& name, std::vector<Problem>& problems) {
  if (text.size() > largest_file) {
    report(problems, {name, 1, 1}, "", "the file is too large", "at most 4 MiB");
    return false;
  }
  if (const auto byte = text.find('\0'); byte != std::string::npos) {
    report(problems, place_of_byte(text, byte, name), "", "the file is binary", "YAML text in UTF-8");
    return false;
  }
  if (const auto byte = first_invalid_utf8(text); byte != std::string::npos) {
    report(problems, place_of_byte(text, byte, name), "", "the file is not UTF-8 here", "YAML text in UTF-8");
    return false;
  }
  if (const auto byte = first_refused_character(text); byte != std::string::npos) {
    report(problems, place_of_byte(text, byte, name), "", "the character " + code_point(text, byte) + " stands here",
           characters_allowed);
    return false;
  }
  if (const auto byte = first_lone_return(text); byte != std::string::npos) {
    report(problems, place_of_byte(text, byte, name), "", "a carriage return (CR) without a line feed stands here",
           "lines end with LF or CR LF");
    return false;
  }
  return true;
}

/// Whether the quote that opens at a place has an end; yaml-cpp misses that if the text ends with a line end.
bool is_closed(const std::string& text, const Place& place) {
  std::size_t byte = 0;
  for (int line = 1; line < place.line; ++line) byte = text.find('\n', byte) + 1;
  byte += place.column - 1;
  if (byte >= text.size() || (text[byte] != '"' && text[byte] != '\'')) return true;
  const char quote = text[byte];
  for (++byte; byte < text.size(); ++byte) {
    if (quote == '"' && text[byte] == '\\') {
      ++byte;
    } else if (text[byte] == quote) {
      if (quote == '"' || byte + 1 == text.size() || text[byte + 1] != quote) return true;
      ++byte;  // '' stands for ' inside single quotes
    }
  }
  return false;
}

/// The line's first tab before anything else, and those of the lines above it that have one too; nothing if the line's
/// indentation has none.
std::optional<Place> tab_in_indentation(const std::string& text, const Place& place) {
  std::optional<Place> first;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; number <= place.line && std::getline(lines, line); ++number) {
    const std::size_t tab = line.find_first_not_of(' ');
    const bool has_tab = tab != std::string::npos && line[tab] == '\t';
    if (!has_tab) first.reset();
    if (has_tab && !first) first = Place{place.file, number, static_cast<int>(tab) + 1};
  }
  return first;
}

/// What yaml-cpp says, in words that point to the usual cause.
std::string readable_syntax_error(const std::string& message) {
  static const std::vector<std::pair<std::string, std::string>> words = {
      {"end of map not found", "the map ends unexpectedly here, check the indentation"},
      {"end of sequence not found", "the list ends unexpectedly here, check the indentation"},
      {"end of map flow not found", "a { is never closed"},
      {"end of sequence flow not found", "a [ is never closed"},
      {"illegal EOF in scalar", "a quote is never closed"},
      {"illegal map value", "a second `:` or a wrong indentation"},
      {"illegal map key", "a `?` stands where no key can begin"},
      {"illegal block entry", "a `-` stands where no list can begin, check the indentation"},
      {"illegal flow end", "a `]` or `}` closes what was never opened"},
      {"illegal tab when looking for indentation", "a tab stands where only spaces are allowed"},
      {"illegal document indicator in scalar", "`---` or `...` stands inside a quoted text"},
      {"illegal character in scalar", "a character that text cannot begin with, put it in quotes"},
      {"unknown token", "a character that text cannot begin with, put it in quotes"},
      {"unknown escape character",
       "a backslash in double quotes before a letter that means nothing there, use single quotes"},
      {"bad character found while scanning hex number",
       "an escape (\\x, \\u) in double quotes without its hexadecimal digits"},
      {"invalid unicode", "an escape (\\u) in double quotes for no character of Unicode"},
      {"the referenced anchor is not defined",
       "an alias (*) to nothing; aliases are not supported, write the value out"},
      {"alias not found after *", "a `*` at the beginning of text, put it in quotes"},
      {"anchor not found after &", "a `&` at the beginning of text, put it in quotes"},
      {"illegal character found while scanning alias", "a `*` at the beginning of text, put it in quotes"},
      {"illegal character found while scanning anchor", "a `&` at the beginning of text, put it in quotes"},
      {"cannot assign multiple", "more than one tag (!), anchor (&) or alias (*) at one value"},
      {"aliases can't have any content", "an alias (*) with content; aliases are not supported, write the value out"},
      {"unexpected character in block scalar", "text stands behind `|` or `>`, begin it on the next line"},
      {"YAML major version too large", "a %YAML line of a version that is not 1"},
      {"bad YAML version", "a %YAML line without a version such as 1.2"},
      {"cannot set zero indentation", "0 behind `|` or `>`, leave it out"},
  };
  for (const auto& [start, meaning] : words)
    if (message.starts_with(start)) return meaning;
  return "not YAML";
}

constexpr int longest_wait = 10;  // seconds, for the first byte of a pipe

struct Descriptor {
  explicit Descriptor(int open) : number(open) {}
  ~Descriptor() {
    if (number >= 0) close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  const int number;
};

bool sends_soon(const Descriptor& pipe) {
  pollfd wanted{pipe.number, POLLIN, 0};
  return poll(&wanted, 1, longest_wait * 1000) > 0;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

Node* Node::item(std::string_view number) {
  const auto from_one = whole_number_from(number);
  const bool exists = from_one && *from_one >= 1 && std::cmp_less_equal(*from_one, items.size());
  return exists ? &items[*from_one - 1] : nullptr;
}

Node& Node::at(const std::string& key, const Place& key_place) {
  if (Node* found = find(key)) return *found;
  entries.push_back({key, key_place, {}});
  return entries.back().value;
}

void set_places(Node& node, const Place& place) {
  node.place = place;
  for (Node& item : node.items) set_places(item, place);
  for (auto& entry : node.entries) {
    entry.place = place;
    set_places(entry.value, place);
  }
}

std::string what_is(const Node& node) {
  switch (node.kind) {
    case Node::Kind::nothing:
      return "nothing";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      return ticked(node.text);
  }
  return "";
}

std::optional<Node> parse_yaml(const std::string& text, const std::string& name, std::vector<Problem>& problems) {
  if (!is_readable(text, name, problems)) return std::nullopt;
  std::istringstream stream(text);
  std::vector<Problem> found;
  Builder builder(name, found);
  builder.root.place = {name, 1, 1};
  try {
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
  } catch (const TooDeep& error) {
    report(problems, error.place, "", "nested too deep", "at most 64 levels");
    return std::nullopt;
  } catch (const YAML::ParserException& error) {
    const Place place = {name, std::max(error.mark.line, 0) + 1, std::max(error.mark.column, 0) + 1};
    if (const auto tab = tab_in_indentation(text, place))
      report(problems, *tab, "", "a tab in the indentation, only spaces are allowed", "");
    else
      report(problems, place, "", readable_syntax_error(error.msg), "");
    return std::nullopt;
  }
  if (builder.last_quote && !is_closed(text, *builder.last_quote)) {
    report(problems, *builder.last_quote, "", "this quote is never closed", "");
    return std::nullopt;
  }
  problems.insert(problems.end(), found.begin(), found.end());
  return std::move(builder.root);
}

std::string read_text(const std::filesystem::path& file, std::vector<Problem>& problems, const std::string& expected) {
  const auto refuse = [&](const std::string& what, const std::string& allowed) {
    report(problems, {printable(file.string(), 4096)}, "", what, allowed);
    return std::string();
  };
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) return refuse("no such file", expected);
  if (std::filesystem::is_directory(status)) return refuse("is a directory", expected);
  if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(file, error) > largest_file)
    return refuse("the file is too large", "at most 4 MiB");
  const Descriptor source(open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (source.number < 0) return refuse("cannot be opened: " + std::string(std::strerror(errno)), "a readable file");
  if (std::filesystem::is_fifo(status) && !sends_soon(source))
    return refuse(fmt::format("nothing came from this pipe for {} seconds", longest_wait), "a scenario in YAML");
  fcntl(source.number, F_SETFL, 0);
  std::string text(largest_file + 1, '\0');
  std::size_t size = 0;
  for (ssize_t got = 1; got > 0 && size < text.size(); size += got) {
    got = read(source.number, text.data() + size, text.size() - size);
    if (got < 0) return refuse("cannot be read: " + std::string(std::strerror(errno)), "a readable file");
  }
  text.resize(size);
  return text;
}

}  // namespace backchannel
