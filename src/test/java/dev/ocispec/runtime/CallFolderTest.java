package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a call is gone afterwards, whoever removes it. */
@Tag("unit")
class CallFolderTest {
  private static final CallReport CALL =
      new CallReport(
          Path.of("/usr/bin/x"),
          "delete",
          Optional.empty(),
          List.of(),
          OptionalInt.empty(),
          List.of(),
          "");

  @TempDir Path parent;

  @Test
  void closingRemovesItWithItsFiles() {
    CallFolder folder = CallFolder.in(parent, CALL);
    folder.write("input", new byte[] {1});

    folder.close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void oneThatWasRemovedMeanwhileIsClosedAllTheSame() throws IOException {
    CallFolder folder = CallFolder.in(parent, CALL);
    Files.delete(folder.path());

    folder.close();

    assertThat(parent).isEmptyDirectory();
  }
}
