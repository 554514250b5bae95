package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs as a worker has them, and what was lost on the way put right. */
@Tag("unit")
class FolderInputsTest {
  @TempDir Path folder;
  private Path inputs;

  @BeforeEach
  void makeInput() throws IOException {
    inputs = Files.createDirectories(folder.resolve("inputs"));
    Files.createDirectories(inputs.resolve("src/bin"));
    Files.writeString(inputs.resolve("src/data"), "data");
    Path program = Files.writeString(inputs.resolve("src/bin/run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static TreeManifest manifest() {
    TreeManifest.Builder builder = new TreeManifest.Builder();
    builder.addLink("src/link", "data");
    builder.addProgram("src/bin/run");
    return builder.build();
  }

  @Test
  void withoutManifestAnInputIsWhereItIs() throws IOException {
    try (ProvidedInput input = new FolderInputs(inputs, Optional.empty()).materialise("src")) {
      assertThat(input.path()).isEqualTo(inputs.resolve("src"));
    }
    assertThat(inputs.resolve("src/data")).exists();
  }

  @Test
  void whatWasLostIsPutRightInACopy() throws IOException {
    Path copy;
    try (ProvidedInput input =
        new FolderInputs(inputs, Optional.of(manifest())).materialise("src")) {
      copy = input.path();
      assertThat(copy).isNotEqualTo(inputs.resolve("src"));
      assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("data"));
      assertThat(Files.getPosixFilePermissions(copy.resolve("bin/run")))
          .contains(PosixFilePermission.OTHERS_EXECUTE);
      assertThat(copy.resolve("data")).hasContent("data");
    }
    assertThat(copy).doesNotExist();
    assertThat(inputs.resolve("src/link")).doesNotExist();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(inputs.resolve("src/bin/run"))))
        .isEqualTo("rwx------");
    assertThat(folder).isDirectoryNotContaining("glob:**.ocispec-*");
  }

  @Test
  void aWholeInputIsNotCopied() throws IOException {
    Files.createSymbolicLink(inputs.resolve("src/link"), Path.of("data"));
    Files.setPosixFilePermissions(
        inputs.resolve("src/bin/run"), PosixFilePermissions.fromString("rwxr-xr-x"));

    try (ProvidedInput input =
        new FolderInputs(inputs, Optional.of(manifest())).materialise("src")) {
      assertThat(input.path()).isEqualTo(inputs.resolve("src"));
    }
  }

  @Test
  void aMissingInputIsTold() {
    assertThatThrownBy(() -> new FolderInputs(inputs, Optional.empty()).materialise("other"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no " + inputs.resolve("other"));
  }

  @Test
  void linksAreTakenOutOfATreeAndPutBack() throws IOException {
    Path src = inputs.resolve("src");
    Files.createSymbolicLink(src.resolve("dangling"), Path.of("/nowhere"));
    Files.createSymbolicLink(src.resolve("bin/up"), Path.of("../data"));

    TreeManifest taken = TreeManifest.detach(src);

    assertThat(taken.links())
        .containsEntry("dangling", "/nowhere")
        .containsEntry("bin/up", "../data");
    assertThat(taken.programs()).containsExactly("bin/run");
    assertThat(src.resolve("bin/up")).doesNotExist();
    assertThat(Files.isSymbolicLink(src.resolve("dangling"))).isFalse();

    TreeManifest.read(taken.toBytes()).restore(src);

    assertThat(Files.readSymbolicLink(src.resolve("bin/up"))).isEqualTo(Path.of("../data"));
    assertThat(Files.readSymbolicLink(src.resolve("dangling"))).isEqualTo(Path.of("/nowhere"));
  }

  @Test
  void aManifestNeverLeadsOutOfItsTree() throws IOException {
    for (String path : new String[] {"../x", "/etc/x", "a/../../x", "", "a//b", "."}) {
      byte[] json =
          ("{\"links\":{\"" + path + "\":\"t\"},\"programs\":[]}").getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> TreeManifest.read(json))
          .as(path)
          .isInstanceOf(InvalidTreeManifestException.class);
    }
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(inputs.resolve("src/way"), outside);
    TreeManifest.Builder builder = new TreeManifest.Builder();
    builder.addLink("way/link", "t");

    assertThatThrownBy(() -> builder.build().restore(inputs.resolve("src")))
        .isInstanceOf(InvalidTreeManifestException.class)
        .hasMessageContaining("through the link way");
    assertThat(outside).isEmptyDirectory();
  }
}
