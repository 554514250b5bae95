package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.host.internal.GroupReading;
import dev.ocispec.host.internal.ProcessReading;
import dev.ocispec.runtime.EndedRun;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which limit ended a command, told from what was counted of it. */
@Tag("unit")
class LimitEvidenceTest {
  private static final long LIMIT = 64 << 20;
  private static final Optional<FirstProcessReport> REPORT =
      Optional.of(new FirstProcessReport(FirstProcessReport.Kind.EXITED, 3, 0, 0, 0, 0, 0));
  private static final Spec SPEC =
      Spec.builder()
          .linux(
              linux -> linux.resources(r -> r.pids(p -> p.limit(20)).memory(m -> m.limit(LIMIT))))
          .build();

  private static GroupReading groups(long memory, long processes, long kills, long refused) {
    OptionalLong time = OptionalLong.of(1);
    return new GroupReading(
        time,
        time,
        OptionalLong.of(memory),
        OptionalLong.of(processes),
        OptionalLong.empty(),
        OptionalLong.empty(),
        kills < 0 ? OptionalLong.empty() : OptionalLong.of(kills),
        refused < 0 ? OptionalLong.empty() : OptionalLong.of(refused));
  }

  private static Measured of(GroupReading groups, Optional<FirstProcessReport> report) {
    return new Measured(groups, Optional.empty(), report, true);
  }

  private static Optional<ReasonCode> code(RunResult run, Measured measured) {
    return LimitEvidence.of(run, measured, SPEC).map(LimitReached::code);
  }

  @Test
  void allProcessesThatItMayHaveAreNoRefusedOne() {
    Measured measured = of(groups(0, 20, 0, 0), REPORT);

    assertThat(code(EndedRun.exited(3), measured)).isEmpty();
    assertThat(LimitEvidence.possible(EndedRun.exited(3), measured, SPEC)).isEmpty();
  }

  @Test
  void aRefusedOneIsToldEvenWhenItsNumberWasNotSeen() {
    assertThat(LimitEvidence.of(EndedRun.exited(3), of(groups(0, 7, 0, 1), REPORT), SPEC))
        .contains(
            new LimitReached(
                ReasonCode.PROCESS_LIMIT,
                "the kernel had refused it a process beyond the limit of 20 processes and threads,"
                    + " set by SandboxLimits.processes (--processes)"));
    assertThat(code(EndedRun.exited(0), of(groups(0, 20, 0, 1), REPORT))).isEmpty();
  }

  @Test
  void whereNobodyReadTheCountLastTheLimitMayHaveBeenHit() {
    LimitReached may =
        new LimitReached(
            ReasonCode.EXIT,
            "it may have been refused a process, since it was at the limit of 20 processes and"
                + " threads, set by SandboxLimits.processes (--processes)");

    for (Measured measured :
        List.of(of(groups(0, 20, 0, 0), Optional.empty()), of(groups(0, 20, 0, -1), REPORT))) {
      assertThat(code(EndedRun.exited(3), measured)).isEmpty();
      assertThat(LimitEvidence.possible(EndedRun.exited(3), measured, SPEC)).contains(may);
    }
    assertThat(
            LimitEvidence.possible(
                EndedRun.exited(3), of(groups(0, 19, 0, -1), Optional.empty()), SPEC))
        .isEmpty();
    assertThat(
            LimitEvidence.possible(
                EndedRun.exited(0), of(groups(0, 20, 0, -1), Optional.empty()), SPEC))
        .isEmpty();
  }

  @Test
  void lookingAtProcessesCountsNoRefusals() {
    Measured seen =
        new Measured(
            GroupReading.none(), Optional.of(new ProcessReading(0, 0, 0, 20)), REPORT, false);

    assertThat(code(EndedRun.exited(3), seen)).isEmpty();
    assertThat(LimitEvidence.possible(EndedRun.exited(3), seen, SPEC)).isPresent();
  }

  @Test
  void aKillIsOfTheMemoryLimitWhenItWasCountedOrNobodyCouldCountIt() {
    assertThat(code(EndedRun.exited(137), of(groups(LIMIT, 3, 1, 0), REPORT)))
        .contains(ReasonCode.OUT_OF_MEMORY);
    assertThat(code(EndedRun.exited(137), of(groups(LIMIT, 3, 0, 0), REPORT))).isEmpty();
    assertThat(code(EndedRun.exited(137), of(groups(LIMIT, 3, 0, 0), Optional.empty())))
        .contains(ReasonCode.OUT_OF_MEMORY);
    assertThat(code(EndedRun.exited(137), of(groups(LIMIT / 2, 3, 0, 0), Optional.empty())))
        .isEmpty();
  }
}
