package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.internal.ChildUsage;
import dev.ocispec.service.BuildUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a command used is written as Bazel reads it, and its environment is read as it is. */
@Tag("unit")
class ExecutionStatisticsTest {
  private static final ChildUsage ALL =
      new ChildUsage(Duration.ofMillis(61_500), Duration.ofMillis(20), 300, 0);

  private static final BuildUsage UNKNOWN = BuildUsage.of(Duration.ofSeconds(70));

  /** A command that computed for 1.25 s and read 3 blocks. */
  private record Known(
      Duration wall,
      Optional<Duration> user,
      Optional<Duration> system,
      OptionalLong maxMemory,
      OptionalLong maxProcessMemory,
      OptionalLong processes,
      OptionalLong bytesRead,
      OptionalLong bytesWritten)
      implements BuildUsage {}

  private static final Known KNOWN =
      new Known(
          Duration.ofSeconds(2),
          Optional.of(Duration.ofMillis(1250)),
          Optional.of(Duration.ZERO),
          OptionalLong.of(9 << 20),
          OptionalLong.of(3 << 20),
          OptionalLong.of(4),
          OptionalLong.of(3 * 512),
          OptionalLong.empty());

  private static String hex(BuildUsage command) {
    return HexFormat.of().formatHex(new ExecutionStatistics(command, Optional.of(ALL)).message());
  }

  @Test
  void theMessageIsThatOfProtocolBuffers() {
    // {resource_usage {utime_sec 1, utime_usec 250000, maxrss 3072, minflt 300, inblock 3}}
    assertThat(hex(KNOWN)).isEqualTo("0a0e" + "0801" + "1090a10f" + "288018" + "48ac02" + "5803");
  }

  @Test
  void ofACommandThatWasNotSeenItHasWhatAllTook() {
    // {resource_usage {utime_sec 61, utime_usec 500000, stime_usec 20000, minflt 300}}
    assertThat(hex(UNKNOWN)).isEqualTo("0a0d" + "083d" + "10a0c21e" + "20a09c01" + "48ac02");
  }

  @Test
  void withoutAnyFigureItIsAnEmptyInnerMessage() {
    ExecutionStatistics none = new ExecutionStatistics(UNKNOWN, Optional.empty());

    assertThat(none.message()).containsExactly(0x0a, 0);
    assertThat(none.json()).hasToString("{\"wallMillis\":70000}");
  }

  @Test
  void theMemoryOfAllStandsInForThatOfOneProcess() {
    Known all =
        new Known(
            KNOWN.wall(),
            KNOWN.user(),
            KNOWN.system(),
            KNOWN.maxMemory(),
            OptionalLong.empty(),
            KNOWN.processes(),
            KNOWN.bytesRead(),
            KNOWN.bytesWritten());

    assertThat(hex(all)).contains("288048");
  }

  @Test
  void theJsonNamesEachFigure() {
    assertThat(new ExecutionStatistics(KNOWN, Optional.of(ALL)).json())
        .hasToString(
            "{\"majorFaults\":0,\"maxMemoryBytes\":9437184,\"maxProcessMemoryBytes\":3145728,"
                + "\"minorFaults\":300,\"processes\":4,\"readBytes\":1536,\"systemMillis\":0,"
                + "\"userMillis\":1250,\"wallMillis\":2000}");
  }

  @Test
  void variablesAreReadInTheirOrderAndAsOftenAsTheyAreThere() {
    byte[] raw = "B=2\0A=1\0B=\u00e4=\0nothing\0C=\0".getBytes(StandardCharsets.UTF_8);

    assertThat(RawEnvironment.parse(raw)).isEqualTo(List.of("B=2", "A=1", "B=\u00e4=", "C="));
    assertThat(RawEnvironment.parse(new byte[0])).isEmpty();
  }
}
