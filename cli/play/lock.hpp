// A lock on a file or a folder that keeps a second writer out until it goes.
#pragma once

#include <filesystem>
#include <string>

namespace backchannel {

class Lock {
 public:
  /// Of a folder, or of a file that is made if there is none.
  explicit Lock(const std::filesystem::path& place);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  /// Whether it is ours; else somebody else holds it, or the place cannot be opened.
  [[nodiscard]] bool is_held() const { return held_; }
  /// Why the place cannot be opened; empty if it can.
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  int descriptor_;
  std::string fault_;
  bool held_;
};

}  // namespace backchannel
