package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options that limit a build. */
@Tag("unit")
class LimitFlagsTest {
  private static final String REQUEST = "{\"commandArgs\": [\"/bin/true\"]}";

  private static CommandLine.Result spec(String... options) {
    String[] line = new String[options.length + 5];
    System.arraycopy(
        new String[] {"sandbox", "spec", "--compact", "--request", "-"}, 0, line, 0, 5);
    System.arraycopy(options, 0, line, 5, options.length);
    return CommandLine.runWith(REQUEST, line);
  }

  @Test
  void theySetMountsAndResourceLimits() {
    CommandLine.Result result =
        spec("--tmp-size", "16M", "--shm-size", "8k", "--shm-exec", "--open-files", "20");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("\"size=16777216\"")
        .contains("[\"nosuid\",\"nodev\",\"mode=1777\",\"size=8k\"]")
        .contains("{\"type\":\"RLIMIT_NOFILE\",\"hard\":20,\"soft\":20}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--memory     | 1X                   | expected a number of bytes such as 4096, 512K,",
        "--memory     | -1                   | expected a number of bytes",
        "--memory     | 0                    | expected memory of at least 1, found 0",
        "--disk       | 9999999999T          | expected a number of bytes",
        "--disk       | 4095                 | expected disk of at least 4096, found 4095",
        "--processes  | many                 | expected a whole number, found many",
        "--processes  | 0                    | expected processes of at least 1, found 0",
        "--cpus       | 1.5.5                | expected a number of processors such as 2 or 1.5",
        "--cpus       | 0.001                | expected cpuMillis of at least 10, found 1",
        "--open-files | 15                   | expected openFiles of at least 16, found 15",
        "--shm-size   | 1                    | expected sharedMemory of at least 4096, found 1"
      })
  void whatTheyCannotSetIsRefused(String option, String value, String message) {
    CommandLine.Result result = spec(option + "=" + value);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(option).contains(message);
  }

  @Test
  void theProfileThatKnowsNoneRefusesThem() {
    CommandLine.Result result = spec("--profile", "tvix", "--memory", "1G");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("the profile tvix knows no limits");
  }
}
