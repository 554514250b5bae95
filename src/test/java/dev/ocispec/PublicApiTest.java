package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What users can name stands in {@code docs/api.txt}, so that every change of it is seen in review.
 *
 * <p>Run with {@code -Docispec.api.write=true} to rewrite the file, then look at the difference: a
 * line that is gone or reads otherwise breaks somebody's code.
 */
@Tag("unit")
class PublicApiTest {
  private static final Path BASELINE = Path.of("docs/api.txt");

  @Test
  void whatUsersCanNameIsWhatTheBaselineLists() throws IOException {
    List<String> lines = PublicApi.lines();
    if (Boolean.getBoolean("ocispec.api.write")) {
      Files.write(BASELINE, lines);
    }

    List<String> known = Files.readAllLines(BASELINE);
    assertThat(known.stream().filter(line -> !lines.contains(line)))
        .as(
            "gone from the API: users' code breaks (-Docispec.api.write=true rewrites %s)",
            BASELINE)
        .isEmpty();
    assertThat(lines.stream().filter(line -> !known.contains(line)))
        .as("new in the API (-Docispec.api.write=true rewrites %s)", BASELINE)
        .isEmpty();
    assertThat(known).isEqualTo(lines);
  }

  @Test
  void theBaselineHasTypesMembersAndTheirGenericTypes() throws IOException {
    assertThat(Files.readAllLines(BASELINE))
        .contains(
            "public abstract interface dev.ocispec.spec.Spec extends dev.ocispec.spec.OciDocument",
            "  public abstract java.util.List<dev.ocispec.spec.Mount> mounts()")
        .noneMatch(line -> line.contains(".internal."));
  }
}
