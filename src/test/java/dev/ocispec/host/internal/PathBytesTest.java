package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PathBytesTest {
  @TempDir Path folder;

  @Test
  void aNameOutsideAsciiHasItsUtf8Bytes() throws IOException {
    Path file = PathBytes.resolve(folder, "a b/ä%41");
    Files.createDirectory(file.getParent());
    Files.createFile(file);

    assertThat(PathBytes.of(file.getFileName())).isEqualTo(utf8("ä%41"));
    assertThat(PathBytes.of(file)).isEqualTo(utf8(folder + "/a b/ä%41"));
  }

  @Test
  void aFolderHasNoSlashAtTheEnd() throws IOException {
    Path made = Files.createDirectory(PathBytes.resolve(folder, "ö"));

    assertThat(PathBytes.of(made)).isEqualTo(utf8(folder + "/ö"));
  }

  @Test
  void bytesThatAreNoTextStay() throws IOException {
    Path file = Path.of(URI.create(folder.toUri() + "x%FF%C3"));
    Files.createFile(file);

    assertThat(PathBytes.of(file.getFileName())).containsExactly('x', 0xFF, 0xC3);
  }

  @Test
  void anAbsolutePathStaysWhereItIs() {
    assertThat(PathBytes.resolve(folder, "/dev/kvm")).isEqualTo(Path.of("/dev/kvm"));
    assertThat(PathBytes.of(PathBytes.resolve(folder, "/dev/ä"))).isEqualTo(utf8("/dev/ä"));
  }

  @Test
  void aTextIsAPathAndThePathTheText() {
    for (String text : List.of("/dev/kvm", "/ä/ö", "ä/ö", "a", "/")) {
      assertThat(PathBytes.text(PathBytes.path(text))).isEqualTo(text);
      assertThat(PathBytes.path(text)).isEqualTo(Path.of(text));
    }
    assertThat(PathBytes.path("//ä///ö//")).isEqualTo(Path.of("/ä/ö"));
    assertThatThrownBy(() -> PathBytes.path("a\0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PathBytes.path("ä\0")).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
