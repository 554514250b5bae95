package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.host.internal.GroupReading;
import dev.ocispec.host.internal.ProcessReading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of the groups, a look at the processes and the first process says what was used. */
@Tag("unit")
class MeasuredTest {
  private static final Duration WALL = Duration.ofSeconds(9);
  private static final long MIB = 1 << 20;

  /** Groups that count everything. */
  private static final GroupReading GROUPS =
      new GroupReading(
          OptionalLong.of(5_000_000),
          OptionalLong.of(1_000_000),
          OptionalLong.of(90 * MIB),
          OptionalLong.of(7),
          OptionalLong.of(4096),
          OptionalLong.of(8192),
          OptionalLong.empty(),
          OptionalLong.empty());

  /** 1.234567 s and 0.02 s, a process of 40 MiB, 2 blocks read and 3 written. */
  private static final FirstProcessReport REPORT = report(1, 234_567, 0, 20_000, 40 * 1024, 2, 3);

  private static FirstProcessReport report(
      long userSeconds,
      long userMicros,
      long systemSeconds,
      long systemMicros,
      long kibibytes,
      long read,
      long written) {
    ByteBuffer bytes = ByteBuffer.allocate(FirstProcessReport.SIZE).order(ByteOrder.nativeOrder());
    bytes.putInt(1).putInt(0).putLong(userSeconds).putLong(userMicros);
    bytes.putLong(systemSeconds).putLong(systemMicros).putLong(kibibytes);
    // After the memory come 6 numbers that nobody looks at: faults of pages are the fourth.
    bytes.position(8 + 11 * Long.BYTES).putLong(read).putLong(written);
    return FirstProcessReport.parse(bytes.array()).orElseThrow();
  }

  private static BuildUsage usage(
      GroupReading groups, Optional<ProcessReading> seen, Optional<FirstProcessReport> report) {
    return new Measured(groups, seen, report, false).usage(WALL);
  }

  @Test
  void groupsThatCountAreBelieved() {
    BuildUsage usage =
        usage(GROUPS, Optional.of(new ProcessReading(9999, 9999, MIB, 3)), Optional.of(REPORT));

    assertThat(usage.wall()).isEqualTo(WALL);
    assertThat(usage.user()).contains(Duration.ofSeconds(5));
    assertThat(usage.system()).contains(Duration.ofSeconds(1));
    assertThat(usage.maxMemory()).hasValue(90 * MIB);
    assertThat(usage.processes()).hasValue(7);
    assertThat(usage.bytesRead()).hasValue(4096);
    assertThat(usage.bytesWritten()).hasValue(8192);
    assertThat(usage.maxProcessMemory()).hasValue(40 * MIB);
  }

  @Test
  void aBuildThatNobodySawIsTheFirstProcessReport() {
    BuildUsage usage = usage(GroupReading.none(), Optional.empty(), Optional.of(REPORT));

    assertThat(usage.user()).contains(Duration.ofNanos(1_234_567_000));
    assertThat(usage.system()).contains(Duration.ofMillis(20));
    assertThat(usage.maxMemory()).hasValue(40 * MIB);
    assertThat(usage.maxProcessMemory()).hasValue(40 * MIB);
    assertThat(usage.bytesRead()).hasValue(1024);
    assertThat(usage.bytesWritten()).hasValue(1536);
    assertThat(usage.processes()).isEmpty();
  }

  @Test
  void ofWhatBothCountTheLargerIsNearerToTheTruth() {
    BuildUsage usage =
        usage(
            GroupReading.none(),
            Optional.of(new ProcessReading(100, 300, 64 * MIB, 5)),
            Optional.of(REPORT));

    assertThat(usage.user()).contains(Duration.ofNanos(1_234_567_000));
    assertThat(usage.system()).contains(Duration.ofSeconds(3));
    assertThat(usage.maxMemory()).hasValue(64 * MIB);
    assertThat(usage.processes()).hasValue(5);
    assertThat(usage.maxProcessMemory()).hasValue(40 * MIB);
  }

  @Test
  void withoutAReportThereIsWhatWasSeen() {
    BuildUsage usage =
        usage(GroupReading.none(), Optional.of(new ProcessReading(12, 3, 0, 0)), Optional.empty());

    assertThat(usage.user()).contains(Duration.ofMillis(120));
    assertThat(usage.system()).contains(Duration.ofMillis(30));
    assertThat(usage.maxMemory()).isEmpty();
    assertThat(usage.maxProcessMemory()).isEmpty();
    assertThat(usage.bytesRead()).isEmpty();
    assertThat(usage(GroupReading.none(), Optional.empty(), Optional.empty()))
        .isEqualTo(BuildUsage.of(WALL));
  }
}
