package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.version.Downgrade;
import dev.ocispec.version.MinimumVersion;
import dev.ocispec.version.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that had faults before they were edited, and members that are null. */
@Tag("unit")
class EditedDocumentTest {
  private static final String BEFORE =
      "already present before the edit; Json.unchecked() writes it anyway";

  /** As real programs write it: a file mode with type bits, a propagation that runtimes take. */
  private static Spec read() {
    return Json.read(
        """
        {"ociVersion": "1.0.2", "mounts": [{"destination": "/a"}],
         "linux": {"rootfsPropagation": "rslave",
           "devices": [{"path": "/d", "type": "c", "fileMode": 8630}]}}
        """,
        Spec.class);
  }

  private static List<Finding> refused(Spec spec) {
    return catchThrowableOfType(InvalidDocumentException.class, () -> Json.toBytes(spec))
        .report()
        .findings();
  }

  @Test
  void aRefusedWriteTellsWhichFindingsWereThereBeforeTheEdit() {
    Spec edited =
        read().toBuilder()
            .process(p -> p.cwd("/").terminal(false))
            .linux(l -> l.seccomp(s -> s.defaultAction("SCMP_ACT_NOPE")))
            .build();

    assertThat(refused(edited))
        .extracting(Finding::pointer, f -> f.suggestion().orElse(""))
        .containsExactlyInAnyOrder(
            tuple("/linux/rootfsPropagation", BEFORE),
            tuple("/linux/devices/0/fileMode", BEFORE),
            tuple("/linux/seccomp/defaultAction", ""));
    assertThat(catchThrowableOfType(InvalidDocumentException.class, () -> Json.toBytes(edited)))
        .hasMessageContaining("; " + BEFORE + " [");
    assertThat(Json.unchecked().toString(edited)).contains("\"rslave\"", "\"terminal\":false");
  }

  @Test
  void anEditThatMovesAFaultyElementIsNotToBlameForIt() {
    Spec edited =
        read().toBuilder()
            .linux(
                l ->
                    l.devices(
                        List.of(
                            LinuxDevice.builder().path("/n").type("b").build(),
                            read().linux().orElseThrow().devices().get(0))))
            .build();

    assertThat(refused(edited))
        .filteredOn(f -> f.pointer().equals("/linux/devices/1/fileMode"))
        .singleElement()
        .extracting(Finding::suggestion)
        .isEqualTo(Optional.of(BEFORE));
  }

  @Test
  void editsOfEditsGoBackToTheDocumentThatWasRead() {
    Spec edited = read().toBuilder().hostname("a").build().toBuilder().hostname("b").build();

    assertThat(refused(edited))
        .isNotEmpty()
        .allMatch(f -> f.suggestion().equals(Optional.of(BEFORE)));
  }

  @Test
  void whatADocumentWasBeforeIsNoPartOfEquality() {
    Spec spec = Spec.builder().hostname("a").build();

    assertThat(spec.toBuilder().hostname("b").build().toBuilder().hostname("a").build())
        .isEqualTo(spec)
        .hasSameHashCodeAs(spec)
        .hasToString(spec.toString());
  }

  @Test
  void aMemberThatIsNullCountsAsAbsent(@TempDir Path folder) {
    Spec read =
        Json.read(
            """
            {"ociVersion": "1.0.2", "mounts": null, "hooks": null,
             "linux": {"netDevices": null, "maskedPaths": null, "rootfsPropagation": null}}
            """,
            Spec.class);
    Spec edited = read.toBuilder().addMount(Mount.builder().destination("/a").build()).build();
    Path file = folder.resolve("config.json");

    assertThat(MinimumVersion.of(read).release()).isEqualTo(Release.V1_0_0);
    Json.write(edited, file);
    assertThat(file).content().contains("\"netDevices\": null", "\"destination\": \"/a\"");
    assertThat(Downgrade.of(read, Release.V1_0_0)).isInstanceOf(Downgrade.Done.class);
  }

  @Test
  void aRefusedDowngradeTellsWhichFindingsWereThereBefore() {
    Downgrade refused = Downgrade.of(read(), Release.V1_0_0);

    assertThat(((Downgrade.Refused) refused).reasons())
        .isNotEmpty()
        .allSatisfy(
            f ->
                assertThat(f.suggestion())
                    .contains(
                        "the original already has this fault; Json.unchecked() writes the"
                            + " configuration unchanged"));
  }

  @Test
  void aFileIsEditedInPlaceWithoutASearch(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("config.json");
    Files.writeString(file, Json.unchecked().toPrettyString(read()));

    Spec edited = Json.read(file, Spec.class).toBuilder().hostname("a").build();
    Json.unchecked().write(edited, file);

    assertThat(Json.read(file, Spec.class)).isEqualTo(edited);
  }
}
