package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cli.CommandLine.Result;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.spec.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code explain} and {@code diff}. */
@Tag("unit")
class ExplainCommandTest {
  private static final String FOLDER = "src/test/resources/explain/";

  private static JsonValue json(String text) {
    return JsonValues.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
  }

  @Test
  void explainPrintsTextJsonAndHtml() {
    Result text = CommandLine.run("explain", FOLDER + "docker.json");
    Result json = CommandLine.run("explain", "--format", "json", FOLDER + "docker.json");
    Result html = CommandLine.run("explain", "--format", "html", FOLDER + "docker.json");

    assertThat(List.of(text.code(), json.code(), html.code())).containsOnly(0);
    assertThat(text.out()).startsWith("What opens the host or weakens isolation (3)\n  identity ");
    assertThat(html.out()).startsWith("<!DOCTYPE html>").contains("<h1>" + FOLDER + "docker.json<");
    assertThat(json(json.out()).members()).containsOnlyKeys("file", "statements");
    assertThat(json(json.out()).members().get("statements").elements().get(2))
        .isEqualTo(
            json(
                "{\"topic\":\"hooks\",\"weight\":\"isolation\",\"pointer\":\"/hooks/prestart/0\",\"statement\":\"The"
                    + " runtime runs /proc/1234/exe (as libnetwork-setkey)"
                    + " -exec-root=/var/run/docker c0ffee012345 on the host with its own"
                    + " privileges, after the container's namespaces are made, before its program"
                    + " starts.\"}"));
  }

  @Test
  void diffSaysWithItsExitCodeWhetherTheDocumentsDiffer() {
    assertThat(CommandLine.run("diff", FOLDER + "docker.json", FOLDER + "docker.json"))
        .isEqualTo(new Result(0, "", ""));
    Result differs = CommandLine.run("diff", FOLDER + "docker.json", FOLDER + "docker-opened.json");

    assertThat(differs.code()).isEqualTo(1);
    assertThat(differs.out()).contains("  + /mounts/6: Adds a mount: the host's /etc is at /etc");
    assertThat(differs.err()).isEmpty();
  }

  @Test
  void diffPrintsTheValuesOfBothSidesAsJson() {
    Result result =
        CommandLine.runWith(
            "{\"ociVersion\":\"1.0.0\",\"hostname\":\"b\"}",
            "diff",
            "--format",
            "json",
            "-",
            FOLDER + "docker.json");

    List<JsonValue> entries = json(result.out()).members().get("differences").elements();
    assertThat(entries)
        .contains(
            json(
                "{\"pointer\":\"/hostname\",\"change\":\"changed\",\"before\":\"b\",\"after\":\"web\",\"meaning\":\"Its"
                    + " host name is web.\",\"weight\":\"plain\"}"))
        .filteredOn(entry -> entry.members().get("change").equals(JsonValue.of("added")))
        .isNotEmpty()
        .noneMatch(entry -> entry.members().containsKey("before"));
  }

  @Test
  void equalDocumentsHaveNoDifferencesInJson() {
    assertThat(
            CommandLine.run(
                "diff", "--format", "json", FOLDER + "podman.json", FOLDER + "podman.json"))
        .isEqualTo(new Result(0, "{\"differences\":[]}\n", ""));
  }

  @Test
  void wrongUsageAndUnreadableFilesAreToldApart() {
    String file = FOLDER + "docker.json";

    assertThat(CommandLine.run("diff", file).code()).isEqualTo(2);
    assertThat(CommandLine.run("diff", file, file, file))
        .isEqualTo(new Result(2, "", "ocispec: expected two files, found 3\n"));
    assertThat(CommandLine.run("diff", "-", "-").code()).isEqualTo(2);
    assertThat(CommandLine.run("explain", "--format", "xml", file).code()).isEqualTo(2);
    assertThat(CommandLine.run("diff", file, FOLDER + "absent.json").code()).isEqualTo(3);
    assertThat(CommandLine.runWith("{", "explain", "-").code()).isEqualTo(3);
    assertThat(CommandLine.runWith("{}", "diff", file, "-").code()).isEqualTo(3);
  }
}
