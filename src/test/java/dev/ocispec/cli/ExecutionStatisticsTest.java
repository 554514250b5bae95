package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.internal.ChildUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a command used is written as Bazel reads it, and its environment is read as it is. */
@Tag("unit")
class ExecutionStatisticsTest {
  private static final ChildUsage USAGE =
      new ChildUsage(Duration.ofMillis(61_500), Duration.ofMillis(20), 300, 0);

  @Test
  void theMessageIsThatOfProtocolBuffers() {
    // {resource_usage {utime_sec 61, utime_usec 500000, stime_usec 20000, minflt 300}}
    assertThat(HexFormat.of().formatHex(ExecutionStatistics.message(USAGE)))
        .isEqualTo("0a0d" + "083d" + "10a0c21e" + "20a09c01" + "48ac02");
  }

  @Test
  void nothingUsedIsAnEmptyInnerMessage() {
    assertThat(ExecutionStatistics.message(USAGE.since(USAGE))).containsExactly(0x0a, 0);
  }

  @Test
  void theJsonNamesEachFigure() {
    assertThat(ExecutionStatistics.json(USAGE, Duration.ofSeconds(70)).toString())
        .isEqualTo(
            "{\"majorFaults\":0,\"minorFaults\":300,\"systemMillis\":20,\"userMillis\":61500,"
                + "\"wallMillis\":70000}");
  }

  @Test
  void variablesAreReadInTheirOrderAndAsOftenAsTheyAreThere() {
    byte[] raw = "B=2\0A=1\0B=\u00e4=\0nothing\0C=\0".getBytes(StandardCharsets.UTF_8);

    assertThat(RawEnvironment.parse(raw)).isEqualTo(List.of("B=2", "A=1", "B=\u00e4=", "C="));
    assertThat(RawEnvironment.parse(new byte[0])).isEmpty();
  }
}
