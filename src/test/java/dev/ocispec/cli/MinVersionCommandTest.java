package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MinVersionCommandTest {
  private static final String TIME =
      "{\"ociVersion\":\"1.3.0\",\"hooks\":{\"createRuntime\":[{\"path\":\"/bin/hook\"}]},"
          + "\"linux\":{\"namespaces\":[{\"type\":\"pid\"},{\"type\":\"time\"}]}}";
  private static final String TORN =
      "{\"ociVersion\":\"1.3.0\",\"linux\":{\"intelRdt\":{\"enableCMT\":true,\"schemata\":[]}}}";

  @Test
  void itPrintsTheLowestReleaseWhateverTheDocumentDeclares() {
    assertThat(CommandLine.runWith(TIME, "min-version", "-"))
        .isEqualTo(new CommandLine.Result(0, "1.1.0\n", ""));
    assertThat(CommandLine.runWith("{\"ociVersion\":\"1.3.0\"}", "min-version", "-").out())
        .isEqualTo("1.0.0\n");
  }

  @Test
  void itExplainsWhatAsksForWhichRelease() {
    assertThat(CommandLine.runWith(TIME, "min-version", "--explain", "-").out())
        .isEqualTo(
            """
            1.1.0
            1.1.0 /linux/namespaces/1/type "time"
            1.0.2 /hooks/createRuntime
            """);
  }

  @Test
  void itExplainsToPrograms() {
    assertThat(CommandLine.runWith(TIME, "min-version", "--explain", "--format", "json", "-").out())
        .isEqualTo(
            "{\"file\":\"-\",\"version\":\"1.1.0\",\"reasons\":[{\"since\":\"1.1.0\",\"pointer\":\"/linux/namespaces/1/type\",\"value\":\"time\"},{\"since\":\"1.0.2\",\"pointer\":\"/hooks/createRuntime\"}]}\n");
  }

  @Test
  void itSaysNoWhenNoReleaseDefinesEverything() {
    assertThat(CommandLine.runWith(TORN, "min-version", "-"))
        .isEqualTo(
            new CommandLine.Result(
                1,
                "",
                "ocispec: no release defines everything in the document: /linux/intelRdt/enableCMT"
                    + " was removed after 1.2.1, and /linux/intelRdt/schemata was introduced in"
                    + " 1.3.0\n"));
    assertThat(CommandLine.runWith(TORN, "min-version", "--format", "json", "-").out())
        .startsWith(
            "{\"file\":\"-\",\"version\":null,\"missing\":[{\"since\":\"1.1.0\",\"until\":");
  }

  @Test
  void itKnowsTheReleasesOfTheOtherDocumentsToo() {
    assertThat(
            CommandLine.runWith(
                    "{\"ociVersionMin\":\"1.0.0\",\"ociVersionMax\":\"1.0.2\"}", "min-version", "-")
                .out())
        .isEqualTo("1.1.0\n");
  }

  @Test
  void textThatIsNoConfigurationIsRefused() {
    CommandLine.Result result = CommandLine.runWith("{\"mounts\":7}", "min-version", "-");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("/mounts");
  }
}
