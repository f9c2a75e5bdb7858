#include "cli/run_study.hpp"

#include <chrono>
#include <iostream>

#include "analysis/summary.hpp"
#include "sim/montecarlo/study.hpp"

namespace backchannel {

ExitCode run_study(const RunOptions& options) {
  auto model = std::make_shared<const Model>(options.scenario.load());
  const int threads = options.threads > 0 ? options.threads : static_cast<int>(std::thread::hardware_concurrency());
  Tally tally(model->agenda.size, static_cast<int>(model->actors.size()), model->scenario.horizon);
  Daily daily(daily_series(*model), model->scenario.horizon);
  DailyDesk desk;
  const auto begin = std::chrono::steady_clock::now();
  const StudyPlan plan{options.seed, 0, options.runs, threads};
  play_study(
      plan, [&] { return RecordedCrisis(model, options.seed, 0, desk); },
      [&](Batch<Row>&& batch) {
        auto failure = batch.failures.begin();
        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
          if (failure != batch.failures.end() && failure->run == batch.first_run + i) {
            tally.add_failure();
            std::cerr << failure->run << ' ' << failure->reason << '\n';
            ++failure;
          } else {
            tally.add(batch.rows[i]);
          }
        }
        daily += *desk.take(batch.first_run);
        return true;
      });
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  const Summary summary = summarise(facts_of(*model, options.seed), tally, daily);
  if (options.json)
    std::cout << json_of(summary, SessionFacts{elapsed.count(), threads, options.runs}).dump(2) << '\n';
  else
    std::cout << text_of(summary, {.width = 120});
  return ExitCode::ok;
}

}  // namespace backchannel
