// Bad input: every problem found, each with the place where it stands. And `require`, for a caller's mistake.
#pragma once

#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace backchannel {

struct Place {
  std::string file;
  int line = 0;    // from 1; 0: not known
  int column = 0;  // from 1; 0: not known
};

// A way to mend a problem: what would stand in place of what does.
struct Remedy {
  enum class Of { key, id, value, prior } of;  // a key of the format, a key that is an id, what stands at a key
  std::string written;                         // the key, or YAML; of a prior: without evidence
  std::string text;                            // how a message puts it: "did you mean cost?"
};

struct Problem {
  Place place;
  std::string path;                   // the key, such as iran.war.cost
  std::string what;                   // what is wrong
  std::string allowed;                // what is allowed, or what was perhaps meant
  std::vector<Remedy> remedies = {};  // best first; who reads the whole puts the first that works into `allowed`

  std::string text() const;  // file:line:column: path: what (allowed), without the parts that are empty
};

class BadInput : public std::exception {
 public:
  explicit BadInput(std::vector<Problem> found);
  const char* what() const noexcept override { return text_.c_str(); }  // one problem a line

  std::vector<Problem> problems;

 private:
  std::string text_;
};

// Throws std::invalid_argument unless the condition holds: what a function asks of its arguments.
inline void require(bool condition, const char* message) {
  if (!condition) throw std::invalid_argument(message);
}

// The known name with the fewest edits (letters inserted, removed, replaced or two neighbours exchanged) to `wrong`;
// empty if none is within a third of its length, at least one edit. The first wins a tie.
std::string nearest(std::string_view wrong, std::span<const std::string> known);

}  // namespace backchannel
