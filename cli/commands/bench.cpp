// `backchannel bench`: the speed of fixed runs, and the signature of their results.
#include <chrono>
#include <cstdio>
#include <memory>

#include "cli/terminal/options.hpp"
#include "sim/crisis/kernel.hpp"
#include "sim/results/signature.hpp"

namespace backchannel {

namespace {

struct Measured {
  double seconds = 0, run_days = 0;
  std::string signature;
  std::array<std::pair<const char*, Usage>, 4> usage;
};

Measured measure(const std::string& file) {
  const auto model = std::make_shared<const Model>(read_scenario(file));
  CrisisKernel kernel(model, signature_seed);
  Measured m;
  const auto start = std::chrono::steady_clock::now();
  const auto batch = play_batch(kernel, signature_seed, 0, signature_runs);
  m.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (const Row& row : batch.rows) m.run_days += row.end_day;
  Signature signature;
  signature.add(batch);
  m.signature = signature.hex();
  const Day& day = kernel.mechanisms();
  m.usage = {{{"talks", day.talks.usage()},
              {"moves", day.moves.usage()},
              {"force", day.force.usage()},
              {"capitals", day.capitals.usage()}}};
  return m;
}

void report(const std::string& file) {
  const Measured m = measure(file);
  std::printf("%s: %d runs, %.0f runs/s, %.0f ns a run and day\n", file.c_str(), static_cast<int>(signature_runs),
              static_cast<double>(signature_runs) / m.seconds, m.seconds / m.run_days * 1e9);
  std::printf("  useful share of packed lanes:");
  for (const auto& [name, usage] : m.usage) std::printf(" %s %.2f", name, usage.share());
  std::printf("\n  signature %s\n", m.signature.c_str());
}

}  // namespace

void add_bench(Application& application) {
  const Command command =
      application.command("bench", "speed and signature of fixed runs (1,000 a scenario, seed 1, one thread)");
  auto files = std::make_shared<std::vector<std::string>>(
      std::vector<std::string>{"scenarios/flagship/oman-2026.yaml", "scenarios/minimal.yaml"});
  command.texts("scenario", *files, "FILE", "scenarios, from the top folder of the project");
  auto only = std::make_shared<bool>(false);
  command.flag("--signature", *only, "print the signatures only, a line a scenario");
  command.does([files, only] {
    for (const std::string& file : *files)
      if (*only)
        std::printf("%s %s\n", measure(file).signature.c_str(), file.c_str());
      else
        report(file);
    return ExitCode::ok;
  });
}

}  // namespace backchannel
