package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The generated pages in the repository are not stale. */
@Tag("unit")
class ReferencePageTest {
  @Test
  void thePageInTheRepositoryIsWhatTheSchemaGives() throws IOException {
    assertThat(Path.of("docs/reference.md"))
        .content()
        .isEqualTo(ReferencePage.of(SchemaReader.read(Path.of("schema"))));
  }

  @Test
  void theTableOfLossesInTheRepositoryIsWhatTheSchemaGives() throws IOException {
    String page = Files.readString(Path.of("docs/versions.md"));

    assertThat(page).isEqualTo(LossPage.in(page, SchemaReader.read(Path.of("schema"))));
  }

  @Test
  void aPageWithoutTheMarksIsRefused() throws IOException {
    Model model = SchemaReader.read(Path.of("schema"));

    assertThatThrownBy(() -> LossPage.in("# Releases\n", model))
        .hasMessageStartingWith("expected these lines around the table of losses:");
  }
}
