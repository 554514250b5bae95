package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Findings for people, with the line that they are about. */
@Tag("unit")
class VerdictTerminalTest {
  private static String run(String document) {
    return CommandLine.runWith(document, "validate", "--checks", "schema", "--color", "always", "-")
        .out();
  }

  private static String plain(String document) {
    return run(document).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  @Test
  void theCaretStandsUnderTheValue() {
    assertThat(plain("{\"ociVersion\": \"1.0.0\",\n\t\"hostname\":\t5}"))
        .isEqualTo(
            """
            -: invalid (config)

              must /hostname [schema-type]
              expected a string, found a whole number
              2 | "hostname":  5}
                |              ^

            """);
  }

  @Test
  void levelsHaveTheirColoursOnlyWhereTheyAreAskedFor() {
    String bad = "{\"ociVersion\":\"1.0.0\",\"hostname\":5}";

    assertThat(run(bad)).contains("\u001b[1;31mmust\u001b[0m", "\u001b[1;31m^\u001b[0m");
    assertThat(
            CommandLine.runWith(bad, "validate", "--checks", "schema", "--color", "never", "-")
                .out())
        .isEqualTo(
            "-:1:34: /hostname: expected a string, found a whole number [schema-type] (must)\n");
    assertThat(CommandLine.runWith(bad, "validate", "-").out()).doesNotContain("\u001b");
  }

  @Test
  void aLongLineIsCutAroundTheColumn() {
    String long100 = "x".repeat(100);
    String text =
        plain(
            "{\"ociVersion\":\"1.0.0\",\"x\":\"%s\",\"hostname\":5,\"y\":\"%s\"}"
                .formatted(long100, long100));

    assertThat(text.lines().filter(line -> line.contains(" | ")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("  1 | …xxxx")
                    .contains("\"hostname\":5,\"y\":\"xxx")
                    .endsWith("xxx…")
                    .hasSizeLessThan(110),
            line -> assertThat(line).endsWith("^"));
    String[] lines = text.lines().filter(line -> line.contains(" | ")).toArray(String[]::new);
    assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('5');
  }

  @Test
  void nothingThatSteersATerminalReachesIt() {
    byte[] document =
        "{\"ociVersion\":\"1.0.0\",\"\u009b31m\u202e\u0007a\":1,\"hostname\":5}"
            .replace("\u0007", "\u200b")
            .getBytes(StandardCharsets.UTF_8);
    String out =
        CommandLine.runWith(document, "validate", "--checks", "schema", "--color", "always", "-")
            .out()
            .replaceAll("\u001b\\[[0-9;]*m", "");

    assertThat(out).contains("\"·31m··a\":1,\"hostname\":5}");
    assertThat(out.chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  @Test
  void aThousandFindingsInOneLongLineTakeLittleTime() {
    StringBuilder json = new StringBuilder("{\"ociVersion\":\"1.0.0\",\"mounts\":[");
    json.append("1,".repeat(2_000_000)).append("1]}");
    long start = System.nanoTime();

    assertThat(plain(json.toString()).lines()).hasSizeGreaterThan(4000);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
  }

  @Test
  void whoWantsNoColoursIsGivenNone() {
    assertThat(TerminalStyle.hasColours(Map.of("TERM", "xterm"))).isTrue();
    assertThat(TerminalStyle.hasColours(Map.of())).isTrue();
    assertThat(TerminalStyle.hasColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(TerminalStyle.hasColours(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(TerminalStyle.hasColours(Map.of("TERM", "dumb"))).isFalse();
    assertThat(new TerminalStyle(false).strong("a")).isEqualTo("a");
  }
}
