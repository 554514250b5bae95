package dev.ocispec.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.json.Json;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MinimumVersionTest {
  /** Of the listed mount options only those that a runtime must know itself count. */
  private static final String COUNTED_OPTIONS =
      "idmap|ridmap|tmpcopyup|rro|rrw|r(no)?(suid|dev|exec|symfollow|atime|diratime)"
          + "|r(no)?(relatime|strictatime)";

  private record Row(DocumentKind kind, String path, Release since, boolean gone) {
    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      String kind = cells[0].equals("container-process-state") ? "process-state" : cells[0];
      return new Row(
          DocumentKind.of(kind).orElseThrow(),
          cells[1],
          Release.of(cells[5].substring(1)).orElseThrow(),
          cells[9].startsWith("gone at"));
    }

    /** What the least document of this row must ask for. */
    Release expected() {
      boolean uncounted =
          path.startsWith("/mounts/*/options/*=")
              && !path.substring(path.indexOf('=') + 1).matches(COUNTED_OPTIONS);
      return uncounted ? Release.V1_0_0 : since.max(kind.since());
    }

    /** A misspelling in the schema of 1.0.0 that nothing else knows. */
    boolean misspelled() {
      return path.contains("IopsDevice");
    }
  }

  @Test
  void aDocumentWithOneRowOfThePropertyTableNeedsTheReleaseOfTheRow() throws IOException {
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    for (String line : Files.readAllLines(Shared.path("facts/property-versions.tsv"))) {
      if (line.startsWith("document\t")) {
        continue;
      }
      Row row = Row.of(line);
      String json = RowDocument.of(KindSchemas.of(row.kind()), row.path()).toString();
      Release found =
          MinimumVersion.of(Json.read(json.getBytes(UTF_8), row.kind().type())).release();
      if (!row.misspelled()) {
        rows++;
        if (found != row.expected()) {
          wrong.add(row + ": " + found + " for " + json);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rows).isGreaterThan(600);
  }

  @Test
  void everyDemandIsTheReasonOfSomething() {
    Spec spec =
        Spec.builder()
            .domainname("example")
            .addMount(m -> m.destination("/data").addOptions("nosuid", "ridmap"))
            .linux(
                l ->
                    l.addNamespace(n -> n.type(LinuxNamespaceType.TIME))
                        .addNamespace(n -> n.type(LinuxNamespaceType.PID)))
            .build();
    MinimumVersion found = MinimumVersion.of(spec);
    assertThat(spec.ociVersion()).isEqualTo("1.2.0");
    assertThat(found.release()).isEqualTo(Release.V1_2_0);
    assertThat(found.demands())
        .extracting(reason -> reason.since() + " " + reason)
        .containsExactly(
            "1.2.0 /mounts/0/options/1 \"ridmap\"",
            "1.1.0 /domainname",
            "1.1.0 /linux/namespaces/0/type \"time\"");
    assertThat(found.missing()).isEmpty();
  }

  @Test
  void whatIsGoneAsksForTheReleasesThatHadIt() {
    Spec old = read("{\"ociVersion\":\"1.3.0\",\"linux\":{\"intelRdt\":{\"enableMBM\":true}}}");
    assertThat(MinimumVersion.of(old).release()).isEqualTo(Release.V1_1_0);
    assertThat(MinimumVersion.of(old).missing()).isEmpty();
  }

  @Test
  void noReleaseDefinesWhatIsGoneBesideWhatCameLater() {
    Spec both =
        read(
            "{\"ociVersion\":\"1.3.0\",\"linux\":{\"intelRdt\":"
                + "{\"enableMBM\":true,\"enableMonitoring\":true}}}");
    MinimumVersion found = MinimumVersion.of(both);
    assertThat(found.release()).isEqualTo(Release.V1_3_0);
    assertThat(found.missing())
        .containsExactly(
            new MinimumVersion.Reason(
                "/linux/intelRdt/enableMBM", "", Release.V1_1_0, Optional.of(Release.V1_2_1)));
  }

  private static Spec read(String json) {
    return Json.read(json.getBytes(UTF_8), Spec.class);
  }
}
