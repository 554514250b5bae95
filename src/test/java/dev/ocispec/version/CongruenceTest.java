package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code schema/} says what the official files say, but for the ledger. */
@Tag("unit")
class CongruenceTest {
  static Release[] releases() {
    return Release.values();
  }

  /** The official files of {@code release}: the given folder's for the newest. */
  private static Map<String, JsonNode> official(Release release) {
    String given = System.getProperty("ocispec.official-schema");
    return SchemaFolder.read(
        given != null && release == Release.NEWEST
            ? Path.of(given)
            : Shared.path("official-schema/v" + release.version()));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void withTheLedgersValuesPutInOursHasTheDigestOfTheOfficialFiles(Release release) {
    Map<String, String> digests = Ledger.digests(release);
    assertThat(digests).isNotEmpty();
    digests.forEach(
        (schema, digest) ->
            assertThat(
                    NormalForm.digest(
                        Ledger.official(
                            SchemaFolder.ofLibrary(release), schema, Ledger.of(release))))
                .as(schema)
                .isEqualTo(digest));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void theOfficialFilesHaveTheCommittedDigests(Release release) {
    Map<String, JsonNode> files = official(release);
    List<String> entries = SchemaFolder.ENTRIES.stream().filter(files::containsKey).toList();
    assertThat(Ledger.digests(release)).containsOnlyKeys(entries);
    for (String entry : entries) {
      ObjectNode form = NormalForm.of(files, entry);
      assertThat(
              NormalForm.differences(
                  Ledger.official(SchemaFolder.ofLibrary(release), entry, Ledger.of(release)),
                  form))
          .as(entry + ": what neither the schema nor the ledger says")
          .isEmpty();
      assertThat(NormalForm.digest(form)).as(entry).isEqualTo(Ledger.digests(release).get(entry));
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void noEntryOfTheLedgerIsIdle(Release release) {
    for (Deviation idle : Ledger.of(release)) {
      List<Deviation> others =
          Ledger.of(release).stream().filter(entry -> !entry.equals(idle)).toList();
      assertThat(
              NormalForm.digest(
                  Ledger.official(SchemaFolder.ofLibrary(release), idle.schema(), others)))
          .as(idle.toString())
          .isNotEqualTo(Ledger.digests(release).get(idle.schema()));
    }
  }

  @Test
  void theLedgerOfTheNewestReleaseStaysSmallAndGivesReasons() {
    assertThat(Ledger.of(Release.NEWEST))
        .hasSizeLessThanOrEqualTo(15)
        .allSatisfy(
            entry -> {
              assertThat(entry.reason()).hasSizeGreaterThan(20);
              assertThat(entry.evidence()).containsPattern("\\.(md|json)");
            });
  }
}
