package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DowngradeCommandTest {
  @Test
  void itPrintsTheConfigurationForTheReleaseAndTellsWhatIsLost() {
    String spec = "{\"ociVersion\":\"1.3.0\",\"hostname\":\"a\",\"domainname\":\"b\",\"x\":[]}";
    assertThat(CommandLine.runWith(spec, "downgrade", "--to", "1.0.2", "-"))
        .isEqualTo(
            new CommandLine.Result(
                0,
                """
                {
                  "ociVersion": "1.0.2",
                  "hostname": "a",
                  "x": []
                }
                """,
                "/domainname: left out: introduced in 1.1.0; the container keeps the"
                    + " domain name that it finds [downgrade-loss] (info)\n"));
  }

  @Test
  void itRefusesWithCode1AndTheReasons() {
    String spec = "{\"ociVersion\":\"1.3.0\",\"linux\":{\"namespaces\":[{\"type\":\"time\"}]}}";
    CommandLine.Result result = CommandLine.runWith(spec, "downgrade", "--to", "1.0.2", "-");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("/linux/namespaces/0/type", "the container would see the host's clocks")
        .endsWith("ocispec: cannot rewrite the configuration for release 1.0.2\n");
  }

  @Test
  void theReleaseMustBeOneThatIsKnown() {
    assertThat(CommandLine.runWith("{}", "downgrade", "--to", "1.4", "-").err())
        .contains(
            "--to: expected one of 1.0.0, 1.0.1, 1.0.2, 1.1.0, 1.2.0, 1.2.1, 1.3.0, found 1.4");
    assertThat(CommandLine.runWith("{}", "downgrade", "-").code()).isEqualTo(2);
  }
}
