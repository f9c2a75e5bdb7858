// `backchannel bench`: the speed of fixed runs, and a signature over all their bits. The signature is the same for every
// compiler, machine level, number of lanes and sanitizer; when it changes, results have changed.
#include <CLI/CLI.hpp>
#include <bit>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/results/hash.hpp"

namespace backchannel {

namespace {

constexpr std::uint64_t seed = 1, runs = 500;

void add_row(Hash& hash, const Row& row) {
  const auto whole = [&](auto x) { hash.add(Cell(static_cast<std::int64_t>(x))); };
  const auto bits = [&](double x) { whole(std::bit_cast<std::int64_t>(x)); };
  whole(row.run);
  whole(row.outcome);
  whole(row.violence);
  whole(row.settlement);
  whole(row.talks_alive);
  whole(row.path);
  whole(row.first_striker);
  for (const double x :
       {row.interim_day, row.comprehensive_day, row.strike_day, row.war_day, row.breach_day, row.crisis_end,
        row.end_day, row.rounds, row.incidents, row.grave_incidents, row.strikes, row.escalation, row.tension})
    bits(x);
  for (const double x : row.terms) bits(x);
  for (const auto* by_actor : {&row.value, &row.top_rung, &row.trust, &row.perceived_risk})
    for (const double x : *by_actor) bits(x);
}

struct Measured {
  double seconds = 0, run_days = 0;
  std::string signature;
  std::array<std::pair<const char*, Usage>, 4> usage;
};

Measured measure(const std::string& file) {
  const auto model = std::make_shared<const Model>(read_scenario(file));
  CrisisKernel kernel(model, seed);
  Measured m;
  const auto start = std::chrono::steady_clock::now();
  const auto batch = play_batch(kernel, seed, 0, runs);
  m.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  Hash hash;
  for (const Row& row : batch.rows) {
    add_row(hash, row);
    m.run_days += row.end_day;
  }
  for (const Failure& failure : batch.failures) hash.add(std::string_view(failure.reason));
  m.signature = hash.hex();
  const Workspace& work = kernel.workspace();
  m.usage = {{{"talks", work.talks}, {"moves", work.moves}, {"force", work.force}, {"capitals", work.capitals}}};
  return m;
}

void report(const std::string& file) {
  const Measured m = measure(file);
  std::printf("%s: %d runs, %.0f runs/s, %.0f ns a run and day\n", file.c_str(), static_cast<int>(runs),
              static_cast<double>(runs) / m.seconds, m.seconds / m.run_days * 1e9);
  std::printf("  useful share of packed lanes:");
  for (const auto& [name, usage] : m.usage) std::printf(" %s %.2f", name, usage.share());
  std::printf("\n  signature %s\n", m.signature.c_str());
}

}  // namespace

void add_bench(CLI::App& app, ExitCode&) {
  auto files = std::make_shared<std::vector<std::string>>(
      std::vector<std::string>{"scenarios/flagship/oman-2026.yaml", "scenarios/minimal.yaml"});
  auto* command = app.add_subcommand("bench", "Speed and signature of fixed runs (500 a scenario, seed 1, one thread)");
  command->add_option("scenario", *files, "Scenarios, from the top folder of the project")->capture_default_str();
  auto only = std::make_shared<bool>(false);
  command->add_flag("--signature", *only, "Print the signatures only, a line a scenario");
  command->callback([files, only] {
    for (const std::string& file : *files)
      if (*only)
        std::printf("%s %s\n", measure(file).signature.c_str(), file.c_str());
      else
        report(file);
  });
}

}  // namespace backchannel
